import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const source = 'vector-kernel.ts';

/**
 * Compiles `assembly/vector-kernel.ts`.
 *
 * @returns a WebAssembly module that exports its functions and its memory, and imports nothing.
 * @throws Error with the compiler's messages.
 */
export async function compileKernel(): Promise<Uint8Array> {
  const text = readFileSync(join(import.meta.dirname, '../../assembly', source), 'utf8');
  const written = new Map<string, Uint8Array | string>();
  const options = ['--runtime', 'stub', '--noAssert', '-O3', '--enable', 'simd', '--outFile', 'kernel.wasm'];
  const messages: string[] = [];
  const { error } = await asc.main([source, ...options], {
    readFile: (name) => (name === source ? text : null),
    writeFile: (name, contents) => void written.set(name, contents),
    listFiles: () => [],
    stderr: { write: (text: Uint8Array | string) => void messages.push(text.toString()) },
  });
  const code = written.get('kernel.wasm');
  if (error !== null || !(code instanceof Uint8Array)) throw new Error(messages.join(''));
  return code;
}

/** Writes the compiled module as TypeScript source. */
export function formatKernelCode(code: Uint8Array): string {
  const lines =
    Buffer.from(code)
      .toString('hex')
      .match(/.{1,100}/g) ?? [];
  const hex = lines.map((line) => `  '${line}'`).join(' +\n');
  return `/** \`assembly/vector-kernel.ts\`, compiled by \`npm run kernel\`, as hexadecimal digits. */\nexport const vectorKernelCode =\n${hex};\n`;
}
