import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A proxy that the browser is told to use for every host but this machine. It lets nothing through and keeps what
 * was asked for, whoever asked: page, worker, nested worker or service worker.
 */
export interface NetworkRecorder {
  readonly port: number;
  readonly requests: string[];
  close: () => Promise<void>;
}

/** What Chromium itself asks for at its start, whatever page is open. */
const browserOwnHosts = /^(?:http:\/\/)?(?:[\w-]+\.)*(?:google|googleapis|gvt1|gstatic)\.com(?::443|\/|$)/;

/** Starts a recorder on a free port. */
export async function startNetworkRecorder(): Promise<NetworkRecorder> {
  const requests: string[] = [];
  const record = (asked = '') => {
    if (!browserOwnHosts.test(asked)) requests.push(asked);
  };
  const server = createServer((request, response) => {
    record(request.url);
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    record(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { port, requests, close };
}
