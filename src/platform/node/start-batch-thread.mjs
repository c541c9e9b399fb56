// Node 20 passes no loader on to its threads: this file is JavaScript so that it can bring the loader of TypeScript.
import { register } from 'tsx/esm/api';

register();
await import('./batch-thread.ts');
