import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import type { AddressInfo, Socket } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
};

export type ServedFolder = {
  readonly url: string;
  /** What has gone over the wire so far, heads of the answers included. */
  readonly sentBytes: () => number;
  readonly close: () => Promise<void>;
};

/** Serves a folder below a path, as a plain host would: uncompressed, no headers but type and time. */
export async function serveFolder(folder: string, basePath: string): Promise<ServedFolder> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1');
    const inside = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : null;
    const path = normalize(join(folder, inside === null || inside === '' ? 'index.html' : inside));
    if (inside === null || !path.startsWith(folder)) {
      response.writeHead(404).end();
      return;
    }
    send(path, request, response).catch(() => response.writeHead(404).end());
  });
  const sockets: Socket[] = [];
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  return {
    url: `http://127.0.0.1:${port}${basePath}`,
    sentBytes: () => sockets.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    close,
  };
}

async function send(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const modified = (await stat(path)).mtime.toUTCString();
  if (request.headers['if-modified-since'] === modified) {
    response.writeHead(304).end();
    return;
  }
  const bytes = await readFile(path);
  const type = types[extname(path)] ?? 'application/octet-stream';
  response.writeHead(200, { 'Content-Type': type, 'Last-Modified': modified }).end(bytes);
}
