import { describe, expect, it } from 'vitest';
import {
  type AdapterProbe,
  type AdapterSource,
  chooseBackend,
  parseBackendPreference,
  probeAdapter,
} from '../../../src/platform/browser/backend-choice.ts';

const hardware: AdapterProbe = { kind: 'hardware', description: 'nvidia ampere' };
const software: AdapterProbe = { kind: 'software', description: 'google swiftshader' };
const chosenFrom = (probe: AdapterProbe, preference: Parameters<typeof chooseBackend>[0] = 'auto') =>
  chooseBackend(preference, async () => probe);

describe('chooseBackend', () => {
  it('takes WebGPU only on a hardware adapter', async () => {
    expect(await chosenFrom(hardware)).toEqual({
      name: 'webgpu',
      reason: 'hardware-adapter',
      adapter: 'nvidia ampere',
    });
    expect(await chosenFrom(software)).toEqual({
      name: 'wasm',
      reason: 'software-adapter',
      adapter: 'google swiftshader',
    });
    expect(await chosenFrom({ kind: 'no-adapter' })).toEqual({
      name: 'wasm',
      reason: 'no-adapter',
      adapter: null,
    });
    expect(await chosenFrom({ kind: 'no-webgpu' })).toEqual({
      name: 'wasm',
      reason: 'no-webgpu',
      adapter: null,
    });
  });

  it('does what the visitor wants where it can', async () => {
    expect(await chosenFrom(software, 'webgpu')).toMatchObject({ name: 'webgpu', reason: 'chosen' });
    expect(await chosenFrom(hardware, 'wasm')).toMatchObject({ name: 'wasm', reason: 'chosen' });
    expect(await chosenFrom(hardware, 'cpu')).toMatchObject({ name: 'cpu', reason: 'chosen' });
    expect(await chosenFrom({ kind: 'no-adapter' }, 'webgpu')).toMatchObject({
      name: 'wasm',
      reason: 'no-adapter',
    });
    expect(await chosenFrom({ kind: 'no-webgpu' }, 'webgpu')).toMatchObject({
      name: 'wasm',
      reason: 'no-webgpu',
    });
  });
});

describe('probeAdapter', () => {
  const info = { vendor: '', architecture: '', device: '', description: '' };
  const gpu = (own: Partial<typeof info> & { isFallbackAdapter?: boolean }): AdapterSource => ({
    requestAdapter: async () => ({ info: { ...info, ...own } }),
  });

  it.each([
    [{ vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: true }, 'software'],
    [{ vendor: 'google', architecture: 'swiftshader', isFallbackAdapter: false }, 'software'],
    [{ vendor: 'mesa', description: 'llvmpipe (LLVM 15)' }, 'software'],
    [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, 'software'],
    [{ isFallbackAdapter: true }, 'software'],
    [{ vendor: 'intel', architecture: 'gen-12lp', isFallbackAdapter: false }, 'hardware'],
    [{}, 'hardware'],
  ])('%o is %s', async (own, kind) => {
    expect((await probeAdapter(gpu(own))).kind).toBe(kind);
  });

  it('describes the adapter, each word once', async () => {
    expect(await probeAdapter(gpu({ vendor: 'apple', architecture: 'metal-3', device: 'apple' }))).toEqual({
      kind: 'hardware',
      description: 'apple metal-3',
    });
  });

  it('takes a failing or missing adapter as none', async () => {
    expect(await probeAdapter({ requestAdapter: async () => null })).toEqual({ kind: 'no-adapter' });
    expect(await probeAdapter({ requestAdapter: () => Promise.reject(new Error('blocked')) })).toEqual({
      kind: 'no-adapter',
    });
  });
});

it.each([
  ['?backend=webgpu', 'webgpu'],
  ['?x=1&backend=WASM', 'wasm'],
  ['?backend=cpu#classify', 'auto'],
  ['?backend=cpu', 'cpu'],
  ['?backend=auto', 'auto'],
  ['?backend=webgl', 'auto'],
  ['', 'auto'],
])('reads %s as %s', (query, preference) => {
  expect(parseBackendPreference(query)).toBe(preference);
});
