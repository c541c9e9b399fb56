/** About 32 ms at any rate, in the whole quanta of 128 frames that a worklet gets. */
const blockFrames = Math.max(1, Math.round((sampleRate * 0.032) / 128)) * 128;

/** Sends the microphone's sound to the page as blocks of one channel, the mean of all. Zeros go on like any sound. */
class CaptureProcessor extends AudioWorkletProcessor {
  #block = new Float32Array(blockFrames);
  #numFilled = 0;

  /** @returns true: the browser must not stop the processor while the microphone is quiet. */
  process([input]: Float32Array[][]): boolean {
    const numFrames = input?.[0]?.length ?? 0;
    for (let frame = 0; frame < numFrames; frame++) {
      this.#block[this.#numFilled++] = meanAt(input ?? [], frame);
      if (this.#numFilled === blockFrames) this.#send();
    }
    return true;
  }

  #send(): void {
    this.port.postMessage(this.#block, [this.#block.buffer]);
    this.#block = new Float32Array(blockFrames);
    this.#numFilled = 0;
  }
}

function meanAt(channels: Float32Array[], frame: number): number {
  let sum = 0;
  for (const channel of channels) sum += channel[frame] ?? 0;
  return sum / channels.length;
}

registerProcessor('capture', CaptureProcessor);
