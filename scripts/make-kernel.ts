/** `npm run kernel`: compiles the batch engine's WebAssembly into `src/core/kernel/vector-kernel-code.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernel, formatKernelCode } from './kernel/compile-kernel.ts';

const code = await compileKernel();
writeFileSync(join(import.meta.dirname, '../src/core/kernel/vector-kernel-code.ts'), formatKernelCode(code));
console.log(`${code.length} bytes of WebAssembly`);
