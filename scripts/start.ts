/** `npm start [-- --port N]`: builds where needed and serves the production build on this machine alone. */
import { parseArgs } from 'node:util';
import { buildIfStale, serveBuild } from './serve.ts';

const defaultPort = 4173;
const usage = 'Usage: npm start -- [--port NUMBER]';

function readPort(): number {
  const { values } = parseArgs({ options: { port: { type: 'string', default: String(defaultPort) } } });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`${values.port} is not a port number.`);
  return port;
}

let port = defaultPort;
try {
  port = readPort();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
await buildIfStale();
const { url } = await serveBuild(port);
console.log(`Phonoscope is at ${url} (Ctrl+C ends it)`);
