import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { openZipFolder } from '../../../src/ui/shared/folder/zip-folder.ts';
import { zipTakes } from '../../../src/ui/shared/takes/zip-takes.ts';

const asFile = (bytes: Uint8Array, name = 'takes.zip') => new File([Uint8Array.from(bytes)], name);
const take = (id: string, word: string, speaker: string) => ({
  id,
  word,
  speaker,
  wav: new Blob([`sound ${id}`]),
  durationSec: 0.5,
  envelope: new Uint8Array(),
  isHeldOut: false,
  addedMs: 0,
});

describe('openZipFolder', () => {
  it('gives back the takes that were saved', async () => {
    const zip = await zipTakes([
      take('1', 'one', '0000000a'),
      take('2', 'مرحبا', '0000000a'),
      take('3', 'one', '0000000a'),
      take('4', 'one', '0000000b'),
    ]);
    const { files } = await openZipFolder(asFile(new Uint8Array(await zip.arrayBuffer())));
    expect(files.map(({ path }) => path)).toEqual([
      'takes/one/0000000a_nohash_0.wav',
      'takes/مرحبا/0000000a_nohash_0.wav',
      'takes/one/0000000a_nohash_1.wav',
      'takes/one/0000000b_nohash_0.wav',
    ]);
    expect(await Promise.all(files.map(({ file }) => file.text()))).toEqual([
      'sound 1',
      'sound 2',
      'sound 3',
      'sound 4',
    ]);
  });

  it('unpacks what other programs have packed', async () => {
    const zip = zipSync({ 'one/a.wav': [strToU8('x'.repeat(5000)), { level: 6 }] });
    const { files } = await openZipFolder(asFile(zip));
    expect(await files[0]?.file.text()).toBe('x'.repeat(5000));
  });

  it('finds no sound in a model', async () => {
    const { files, models } = await openZipFolder(asFile(zipSync({ 'model.json': strToU8('{}') })));
    expect([files, models]).toEqual([[], []]);
  });

  it.each<[string, string[], string[]]>([
    ['what lies in a folder', ['one/a.wav', 'two/b.wav'], ['one/a.wav', 'two/b.wav']],
    ['a folder', ['words/one/a.wav', 'words/two/b.wav'], ['one/a.wav', 'two/b.wav']],
    ['a folder of the zip’s name', ['takes/0_anna_0.wav'], ['0_anna_0.wav']],
    [
      'a folder with a table',
      ['words/metadata.csv', 'words/a.wav', 'words/b/c.wav'],
      ['metadata.csv', 'a.wav', 'b/c.wav'],
    ],
    ['a folder with lists', ['words/testing_list.txt', 'words/a.wav'], ['testing_list.txt', 'a.wav']],
    ['one label', ['one/a.wav', 'one/b.wav'], ['one/a.wav', 'one/b.wav']],
    ['one split', ['test/one/a.wav', 'test/two/b.wav'], ['test/one/a.wav', 'test/two/b.wav']],
    ['sounds alone', ['0_anna_0.wav'], ['0_anna_0.wav']],
  ])('finds the labels where somebody packed %s', async (_, packed, expected) => {
    const zip = zipSync(Object.fromEntries(packed.map((name) => [name, strToU8(name)])));
    const { files } = await openZipFolder(asFile(zip));
    expect(files.map(({ path }) => path)).toEqual(expected.map((path) => `takes/${path}`));
    expect(await Promise.all(files.map(({ file }) => file.text()))).toEqual(packed);
  });

  it('takes tables only beside sounds', async () => {
    const zip = zipSync({ 'models/a.zip': strToU8('model'), 'metadata.csv': strToU8('file_name,label') });
    const { files, models } = await openZipFolder(asFile(zip));
    expect([files, models.length]).toEqual([[], 1]);
  });

  it('gives back the models of a backup beside the takes', async () => {
    const model = {
      name: 'own:3',
      title: 'one · two',
      labels: ['one'],
      zip: new Blob(['m']),
      addedMs: 0,
    } as const;
    const zip = await zipTakes([take('1', 'models', '0000000a')], [model]);
    const { files, models } = await openZipFolder(asFile(new Uint8Array(await zip.arrayBuffer()), 'b.zip'));
    expect(files.map(({ path }) => path)).toEqual(['b/models/0000000a_nohash_0.wav']);
    expect(models.map(({ name }) => name)).toEqual(['one-·-two-own3.zip']);
    expect(await models[0]?.text()).toBe('m');
  });

  it('is not confused by zips in the zip', async () => {
    // What a reader that goes from front to back takes for a header of its own.
    const signatures = Uint8Array.of(0x50, 0x4b, 3, 4, 0x50, 0x4b, 7, 8, 0x50, 0x4b, 1, 2, 0x50, 0x4b, 5, 6);
    const inner = (size: number) =>
      zipSync({ 'weights.bin': [new Uint8Array(size).map((_, i) => signatures[i % 16] ?? 0), { level: 0 }] });
    const bytes = [inner(1000), inner(300_000)];
    const models = bytes.map((part, i) => ({
      name: `own:${i + 1}` as const,
      title: `model ${i}`,
      labels: ['one'],
      zip: new Blob([Uint8Array.from(part)]),
      addedMs: 0,
    }));
    const takes = Array.from({ length: 900 }, (_, i) => take(String(i), `word ${i}`, '0000000a'));
    const zip = await zipTakes(takes, models);
    const opened = await openZipFolder(asFile(new Uint8Array(await zip.arrayBuffer())));
    expect(opened.files).toHaveLength(900);
    const back = await Promise.all(
      opened.models.map(async (file) => new Uint8Array(await file.arrayBuffer())),
    );
    expect(back).toEqual(bytes);
  });

  it('leaves out paths that lead elsewhere, and hidden files', async () => {
    const sound = strToU8('sound');
    const names = ['../a.wav', '/a.wav', 'one/../../a.wav', 'one/.a.wav', '__MACOSX/one/a.wav', 'one/a.txt'];
    const zip = zipSync(Object.fromEntries([...names, 'one/b.wav'].map((name) => [name, sound])));
    const { files } = await openZipFolder(asFile(zip));
    expect(files.map(({ path }) => path)).toEqual(['takes/one/b.wav']);
  });

  it('refuses what is cut off, unpacks to too much, or holds too many files', async () => {
    const whole = zipSync({ 'one/a.wav': [new Uint8Array(100_000).map((_, i) => i * i), { level: 0 }] });
    const refused = { code: 'zip-unreadable' };
    await expect(openZipFolder(asFile(whole.slice(0, 50_000)))).rejects.toMatchObject(refused);
    const limits = { maxBytes: 200_000, maxFiles: 10 };
    const bomb = zipSync({ 'one/a.wav': [new Uint8Array(2_000_000), { level: 9 }] });
    expect(bomb.length).toBeLessThan(5000);
    await expect(openZipFolder(asFile(bomb), limits)).rejects.toMatchObject(refused);
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`a/${i}.wav`, new Uint8Array()])),
    );
    await expect(openZipFolder(asFile(many), limits)).rejects.toMatchObject(refused);
    await expect(openZipFolder(asFile(strToU8('no zip')))).rejects.toMatchObject(refused);
    const damaged = whole.slice();
    damaged[1000] = (damaged[1000] ?? 0) ^ 1;
    await expect(openZipFolder(asFile(damaged))).rejects.toMatchObject(refused);
    await expect(openZipFolder(asFile(new Uint8Array()))).rejects.toMatchObject(refused);
  });
});
