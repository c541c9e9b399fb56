/** The engines of TensorFlow.js that run a model in the browser. */
export type BackendName = 'webgpu' | 'wasm' | 'cpu';

/** What the visitor asks for: one backend, or the best that this machine has. */
export type BackendPreference = 'auto' | BackendName;

/** Why a backend is in use; the page translates `backend.reason.<reason>`. */
type BackendReason =
  | 'hardware-adapter'
  | 'no-webgpu'
  | 'no-adapter'
  | 'software-adapter'
  | 'chosen'
  | 'webgpu-failed'
  | 'wasm-failed';

/** The backend in use, why, and what the browser says of its WebGPU adapter (null without one). */
export type BackendInfo = {
  readonly name: BackendName;
  readonly reason: BackendReason;
  readonly adapter: string | null;
};

/** What a look at `navigator.gpu` finds: no WebGPU, WebGPU without an adapter, or an adapter. */
export type AdapterProbe =
  | { readonly kind: 'no-webgpu' | 'no-adapter' }
  | { readonly kind: 'hardware' | 'software'; readonly description: string };

/** The part of `GPU` that the probe needs; tests pass their own. */
export type AdapterSource = {
  requestAdapter(options?: { powerPreference?: 'high-performance' }): Promise<{
    readonly info: {
      readonly vendor: string;
      readonly architecture: string;
      readonly device: string;
      readonly description: string;
      readonly isFallbackAdapter?: boolean;
    };
  } | null>;
};

const preferences: readonly BackendPreference[] = ['auto', 'webgpu', 'wasm', 'cpu'];

/** Rasterisers that run on the processor; drivers do not always set `isFallbackAdapter`. */
const softwareAdapter = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

/**
 * Reads `?backend=webgpu`, `wasm`, `cpu` or `auto` from the page's address.
 *
 * @param query The part of the address from the question mark on.
 * @returns `auto` when nothing, or nothing known, is asked for.
 */
export function parseBackendPreference(query: string): BackendPreference {
  const asked = new URLSearchParams(query).get('backend')?.toLowerCase();
  return preferences.find((preference) => preference === asked) ?? 'auto';
}

/** Looks for a WebGPU adapter, without TensorFlow.js. Never rejects. */
export async function probeAdapter(gpu: AdapterSource | undefined = browserGpu()): Promise<AdapterProbe> {
  if (gpu === undefined) return { kind: 'no-webgpu' };
  const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' }).catch(() => null);
  if (adapter === null) return { kind: 'no-adapter' };
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const words = [vendor, architecture, device, description].filter((word) => word !== '');
  const text = [...new Set(words)].join(' ') || 'WebGPU adapter';
  const isSoftware = isFallbackAdapter === true || softwareAdapter.test(text);
  return { kind: isSoftware ? 'software' : 'hardware', description: text };
}

/**
 * Chooses the backend before TensorFlow.js is loaded: WebGPU on a hardware adapter, else WebAssembly, else
 * plain JavaScript. What the visitor asked for wins where the browser has it.
 *
 * Whether the chosen backend really starts is known later, in the model worker.
 */
export async function chooseBackend(
  preference: BackendPreference,
  probe: () => Promise<AdapterProbe> = probeAdapter,
): Promise<BackendInfo> {
  const found = await probe();
  const adapter = 'description' in found ? found.description : null;
  if (preference === 'cpu') return { name: 'cpu', reason: 'chosen', adapter };
  if (preference === 'wasm')
    return withoutWebAssembly(adapter) ?? { name: 'wasm', reason: 'chosen', adapter };
  if (preference === 'webgpu' && adapter !== null) return { name: 'webgpu', reason: 'chosen', adapter };
  if (found.kind === 'hardware') return { name: 'webgpu', reason: 'hardware-adapter', adapter };
  const reason = found.kind === 'software' ? 'software-adapter' : found.kind;
  return withoutWebAssembly(adapter) ?? { name: 'wasm', reason, adapter };
}

function withoutWebAssembly(adapter: string | null): BackendInfo | null {
  return 'WebAssembly' in globalThis ? null : { name: 'cpu', reason: 'wasm-failed', adapter };
}

function browserGpu(): AdapterSource | undefined {
  return 'gpu' in navigator ? navigator.gpu : undefined;
}
