#!/bin/sh
# Makes the FLAC and Ogg test files from the shipped sample "seven" (espeak-ng or flite, see make-samples.ts). Needs sox.
# WAV beside FLAC: the same samples, to compare with, bit for bit.
set -eu
cd "$(dirname "$0")/../tests/fixtures/flac"
sample=../../../public/samples/seven.wav
# As loud as it gets: −32,768 and 32,767 occur.
sox -D "$sample" -r 8000 -b 16 seven.wav trim 0 0.5 gain 40
sox -D seven.wav -C 8 seven.flac
# A pipe: the writer cannot know the length. Two channels of 24 bits at another rate.
sox -D seven.wav -b 24 -r 11025 -c 2 -t flac -C 5 - trim 0 0.2 gain -3 >stereo.flac
sox -D stereo.flac -b 24 stereo.wav
# For the browser's own decoder; -R: the same serial number each time.
sox -R -D "$sample" -C 3 seven.ogg
