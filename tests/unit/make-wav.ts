export type WavOptions = {
  encoding?: 'pcm' | 'float';
  bits?: 8 | 16 | 24 | 32 | 64;
  /** The sample bytes as they are, instead of `channels`: for A-law and µ-law. One channel. */
  rawData?: Uint8Array;
  /** What the header says of the data's size. */
  declaredDataBytes?: number;
  sampleRateHz?: number;
  container?: string;
  formatTag?: number;
  declaredBits?: number;
  isExtensible?: boolean;
  isDataFirst?: boolean;
  extraChunks?: { tag: string; bytes: Uint8Array }[];
};

/** Builds a WAV file by hand, so that the decoder is not tested against our own encoder. Samples are −1…1. */
export function makeWav(channels: number[][], options: WavOptions = {}): Uint8Array {
  const {
    encoding = 'pcm',
    bits = 16,
    sampleRateHz = 16_000,
    container = 'RIFF',
    isExtensible = false,
  } = options;
  const tag = options.formatTag ?? (encoding === 'pcm' ? 1 : 3);
  const format = Buffer.alloc(isExtensible ? 40 : 16);
  format.writeUInt16LE(isExtensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(sampleRateHz, 4);
  format.writeUInt32LE((sampleRateHz * channels.length * bits) / 8, 8);
  format.writeUInt16LE((channels.length * bits) / 8, 12);
  format.writeUInt16LE(options.declaredBits ?? bits, 14);
  if (isExtensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(tag, 24);
  }
  const data =
    options.rawData === undefined ? interleave(channels, encoding, bits) : Buffer.from(options.rawData);
  const dataChunk = chunk('data', data, options.declaredDataBytes);
  const ordered = [
    ...(options.extraChunks ?? []).map((extra) => chunk(extra.tag, Buffer.from(extra.bytes))),
    ...(options.isDataFirst === true
      ? [dataChunk, chunk('fmt ', format)]
      : [chunk('fmt ', format), dataChunk]),
  ];
  const body = Buffer.concat([Buffer.from('WAVE'), ...ordered]);
  const head = Buffer.alloc(8);
  head.write(container, 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return new Uint8Array(Buffer.concat([head, body]));
}

function chunk(tag: string, bytes: Buffer, declaredBytes = bytes.length): Buffer {
  const head = Buffer.alloc(8);
  head.write(tag, 0, 'latin1');
  head.writeUInt32LE(declaredBytes, 4);
  return Buffer.concat([head, bytes, Buffer.alloc(bytes.length % 2)]);
}

function interleave(channels: number[][], encoding: 'pcm' | 'float', bits: number): Buffer {
  const numFrames = channels[0]?.length ?? 0;
  const size = bits / 8;
  const data = Buffer.alloc(numFrames * channels.length * size);
  for (let frame = 0; frame < numFrames; frame++) {
    for (const [index, channel] of channels.entries()) {
      const value = channel[frame] ?? 0;
      const at = (frame * channels.length + index) * size;
      if (encoding === 'float') {
        if (bits === 64) data.writeDoubleLE(value, at);
        else data.writeFloatLE(value, at);
        continue;
      }
      const scaled = Math.max(
        -(2 ** (bits - 1)),
        Math.min(2 ** (bits - 1) - 1, Math.round(value * 2 ** (bits - 1))),
      );
      if (bits === 8) data.writeUInt8(scaled + 128, at);
      else data.writeIntLE(scaled, at, size);
    }
  }
  return data;
}
