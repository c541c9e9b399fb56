"""Prints how many seconds of sound a second of one thread does with torchaudio's MelSpectrogram, as JSON."""

import json
import time

import torch
import torchaudio

torch.set_num_threads(1)
samples = torch.rand(16_000) - 0.5


def times_real_time(transform, rounds=60, min_sec=0.025):
    best = 0.0
    for _ in range(rounds):
        start = time.perf_counter()
        count = 0
        while time.perf_counter() - start < min_sec:
            transform(samples)
            count += 1
        best = max(best, count / (time.perf_counter() - start))
    return best


defaults = torchaudio.transforms.MelSpectrogram(sample_rate=16_000)
log_mel = torchaudio.transforms.MelSpectrogram(
    sample_rate=16_000, n_fft=512, win_length=400, hop_length=160, f_min=20.0, f_max=7600.0,
    n_mels=40, norm="slaney", mel_scale="slaney",
)
to_db = torchaudio.transforms.AmplitudeToDB("power")
with torch.no_grad():
    print(json.dumps({
        "torchaudio": times_real_time(defaults),
        "log-mel-16k": times_real_time(lambda x: to_db(log_mel(x))),
        "version": torchaudio.__version__,
    }))
