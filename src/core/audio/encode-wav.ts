/** How `encodeWav` writes samples: integers of 16 bits, or float32, which keeps every bit. */
export type WavEncoding = 'pcm16' | 'float32';

const headerBytes = 44;

/**
 * Writes one channel as a WAV file.
 *
 * @param samples −1…1; 16 bits clip what lies outside.
 */
export function encodeWav(
  samples: Float32Array,
  sampleRateHz: number,
  encoding: WavEncoding = 'pcm16',
): Uint8Array {
  const bytesPerSample = encoding === 'pcm16' ? 2 : 4;
  const dataBytes = samples.length * bytesPerSample;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const writeTag = (offset: number, tag: string) => {
    for (let i = 0; i < 4; i++) view.setUint8(offset + i, tag.charCodeAt(i));
  };
  writeTag(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  writeTag(8, 'WAVE');
  writeTag(12, 'fmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, encoding === 'pcm16' ? 1 : 3, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * bytesPerSample, true);
  view.setUint16(32, bytesPerSample, true);
  view.setUint16(34, 8 * bytesPerSample, true);
  writeTag(36, 'data');
  view.setUint32(40, dataBytes, true);
  for (const [i, sample] of samples.entries()) {
    const at = headerBytes + i * bytesPerSample;
    if (encoding === 'float32') view.setFloat32(at, sample, true);
    else view.setInt16(at, Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))), true);
  }
  return bytes;
}
