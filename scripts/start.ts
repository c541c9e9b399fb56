/**
 * `npm start [-- --port N]`: builds where needed and serves the production build on this machine alone.
 * `npm run serve -- --lan`: serves it to the local network, over HTTPS, for the microphone needs a secure origin.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toString as drawQrCode } from 'qrcode';
import { localAddresses, openCertificate } from './local-network.ts';
import { buildIfStale, repositoryDir, serveBuild } from './serve.ts';

const defaultPort = 4173;
const usage = 'Usage: npm start -- [--port NUMBER]\n       npm run serve -- --lan [--port NUMBER]';

function readOptions(): { port: number; isLan: boolean } {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: String(defaultPort) },
      lan: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65535) throw new Error(`${values.port} is not a port number.`);
  return { port, isLan: values.lan };
}

async function serveToNetwork(port: number): Promise<void> {
  const addresses = localAddresses();
  const [first] = addresses;
  if (first === undefined) throw new Error('This machine has no address in a local network.');
  const certificate = await openCertificate(join(repositoryDir, '.cache', 'certificate'), addresses);
  const { url } = await serveBuild(port, { host: '0.0.0.0', certificate });
  const addressOf = (host: string) => url.replace('127.0.0.1', host);
  console.log('Phonoscope is open to the local network (Ctrl+C ends it):\n');
  for (const address of addresses) console.log(`  ${addressOf(address)}`);
  console.log(`\n${await drawQrCode(addressOf(first), { type: 'terminal', small: true })}`);
  console.log(
    'Browsers warn, because nobody vouches for the certificate that was made here: choose "Advanced", then go on.\n' +
      'Sound, takes and models stay in the browser of whoever opens the page.',
  );
}

let options = { port: defaultPort, isLan: false };
try {
  options = readOptions();
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exit(2);
}
await buildIfStale();
if (options.isLan) {
  await serveToNetwork(options.port);
} else {
  const { url } = await serveBuild(options.port);
  console.log(`Phonoscope is at ${url} (Ctrl+C ends it)`);
}
