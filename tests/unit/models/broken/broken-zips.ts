import { strToU8, zipSync } from 'fflate';
import {
  both,
  type BrokenModel,
  type Edit,
  metadataFile,
  networkFile,
  numbered,
  repack,
  weightsFile,
  withFile,
  without,
} from './edit-model.ts';

/** Where a file's entry begins in the list at the end of a zip. */
function entryAt(zip: Buffer, name: string): number {
  for (let at = zip.length - 46; at >= 0; at--) {
    const isEntry = zip.readUInt32LE(at) === 0x02014b50;
    if (isEntry && zip.toString('latin1', at + 46, at + 46 + zip.readUInt16LE(at + 28)) === name) return at;
  }
  throw new Error(`There is no entry ${name}.`);
}

type Change = (zip: Buffer, at: number) => void;

/** Changes the entry of a file in the list at the end of the zip. */
const withEntry =
  (name: string, change: Change): Edit =>
  (good) => {
    const zip = Buffer.from(good);
    change(zip, entryAt(zip, name));
    return zip;
  };

const sayingSize =
  (size: number): Change =>
  (zip, at) =>
    void zip.writeUInt32LE(size, at + 24);

/** Changes the record at the end of the zip. */
const withEnd =
  (change: Change): Edit =>
  (good) => {
    const zip = Buffer.from(good);
    change(zip, zip.length - 22);
    return zip;
  };

const withManyFiles: Edit = (good) =>
  repack(good, (files) => {
    for (const name of numbered(5000)) files[name] = new Uint8Array(0);
  });

/** Lets the packed metadata reach over a long file after them. */
const withRubbish: Edit = (good) => {
  const rubbish = Buffer.alloc(30_000_000, 0xaa);
  const packed = repack(good, ({ [metadataFile]: metadata = new Uint8Array() }) => ({
    [metadataFile]: metadata,
    [networkFile]: [rubbish, { level: 0 }],
  }));
  return withEntry(metadataFile, (zip, at) => {
    zip.writeUInt32LE(zip.readUInt32LE(at + 20) + rubbish.length, at + 20);
  })(packed);
};

const cutTo =
  (share: number): Edit =>
  (good) =>
    good.slice(0, Math.floor(good.length * share));

/** Zips that are cut, damaged or hostile as zips. */
export const brokenZips: readonly BrokenModel[] = [
  ['nothing', () => new Uint8Array(0), /it is empty/],
  ['a page instead of a zip', () => strToU8('<!doctype html>'), /it is no zip file/],
  ['one byte', () => Uint8Array.of(80), /it is no zip file/],
  ['a zip cut after its first bytes', (good) => good.slice(0, 30), /it is cut short/],
  ['a zip cut in the middle', cutTo(0.5), /it is cut short/],
  ['a zip that lacks its last byte', (good) => good.slice(0, -1), /it is cut short/],
  ['a zip that lacks its beginning', (good) => good.slice(100), /damaged|not where/],
  ['a zip of no files', () => zipSync({}), /phonoscope.json is missing/],
  ['a zip without metadata', without(metadataFile), /phonoscope.json is missing/],
  ['a zip without a network', without(networkFile), /model.json is missing/],
  ['a zip without weights', without(weightsFile), /weights.bin is missing/],
  ['a zip in a zip', (good) => zipSync({ 'model.zip': good }), /phonoscope.json is missing/],
  [
    'a zip in place of the metadata',
    (good) => withFile(metadataFile, good)(good),
    /phonoscope.json is not JSON/,
  ],
  [
    'a file twice',
    both(
      withFile('weights.bix', 'x'),
      withEntry('weights.bix', (zip, at) => zip.write('n', at + 56)),
    ),
    /"weights.bin" occurs twice/,
  ],
  ['a path out of the folder', withFile('../../evil.sh', 'x'), /"..\/..\/evil.sh" leads out of the zip/],
  ['an absolute path', withFile('/etc/passwd', 'x'), /leads out of the zip/],
  ['a drive letter', withFile('C:/evil.exe', 'x'), /leads out of the zip/],
  ['a path with backslashes', withFile('..\\evil.exe', 'x'), /leads out of the zip/],
  ['a name with a zero byte', withFile('model.json\0.txt', 'x'), /leads out of the zip/],
  ['a name of 60,000 bytes', withFile('a'.repeat(60_000), 'x'), /a name of 60000 bytes/],
  ['5,000 files', withManyFiles, /more than 1000 files/],
  [
    'a list that says that it is longer',
    withEnd((zip, at) => zip.writeUInt16LE(900, at + 10)),
    /list of files in the zip is damaged/,
  ],
  [
    'a list that lies elsewhere',
    withEnd((zip, at) => zip.writeUInt32LE(4_000_000_000, at + 16)),
    /list of files in the zip is damaged/,
  ],
  ['a zip bomb', withFile(networkFile, new Uint8Array(8_000_000)), /model.json is larger than 4000000 bytes/],
  [
    'a zip bomb of weights',
    withFile(weightsFile, new Uint8Array(90_000_000)),
    /weights.bin is larger than 80000000 bytes/,
  ],
  [
    'a zip bomb that claims to be small',
    both(withFile(networkFile, new Uint8Array(10_000_000)), withEntry(networkFile, sayingSize(1000))),
    /model.json is larger than the zip states/,
  ],
  [
    'an entry that claims 4 GB',
    withEntry(weightsFile, sayingSize(0xffffffff)),
    /weights.bin is larger than 80000000 bytes/,
  ],
  [
    'an entry that claims to be larger',
    withEntry(weightsFile, sayingSize(70_000_000)),
    /weights.bin has another size than the zip states/,
  ],
  [
    'an encrypted file',
    withEntry(metadataFile, (zip, at) => zip.writeUInt16LE(1, at + 8)),
    /phonoscope.json is encrypted/,
  ],
  [
    'an unknown way to pack',
    withEntry(networkFile, (zip, at) => zip.writeUInt16LE(14, at + 10)),
    /packed in an unknown way \(14\)/,
  ],
  [
    'a wrong checksum',
    withEntry(weightsFile, (zip, at) => zip.writeUInt32LE(1, at + 16)),
    /weights.bin is damaged: its checksum is wrong/,
  ],
  [
    'a file that lies elsewhere',
    withEntry(weightsFile, (zip, at) => zip.writeUInt32LE(7, at + 42)),
    /weights.bin is not where the zip states/,
  ],
  [
    'a file that goes on after the end',
    withEntry(weightsFile, (zip, at) => zip.writeUInt32LE(0xfffffff0, at + 20)),
    /weights.bin is cut short/,
  ],
  [
    'a byte of the packed data flipped',
    withEntry(metadataFile, (zip, at) => zip.writeUInt8(0xff, zip.readUInt32LE(at + 42) + 45)),
    /phonoscope.json is damaged/,
  ],
  ['packed data with 30 MB of rubbish after their end', withRubbish, /phonoscope.json is damaged/],
];
