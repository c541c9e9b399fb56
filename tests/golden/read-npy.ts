import { readFileSync } from 'node:fs';

/** Reads a little-endian float32 or float64 .npy file (NumPy format version 1.0, C order) as flat values. */
export function readNpy(path: string | URL): Float64Array {
  const bytes = readFileSync(path);
  const headerBytes = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + headerBytes).toString('latin1');
  const type = /'descr': '<f([48])'/.exec(header)?.[1];
  if (type === undefined || header.includes("'fortran_order': True"))
    throw new Error(`unexpected .npy: ${header}`);
  const size = Number(type);
  const body = bytes.subarray(10 + headerBytes);
  return Float64Array.from({ length: body.length / size }, (_, i) =>
    size === 4 ? body.readFloatLE(i * 4) : body.readDoubleLE(i * 8),
  );
}
