import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PartCheck } from '@branch-sync/lifecycle';

/** Where the probes are; port 0 is any free one. */
export interface ProbeAddress {
  readonly host: string;
  readonly port: number;
}

/** What a probe asks: how each part is. All ok: 200, else 503. It must not throw. */
export type Probe = () => Promise<readonly PartCheck[]>;

export interface ProbeServer {
  readonly url: string;
  close(): void;
}

/** Answers `GET /health/live` and `GET /health/ready`, for whoever runs the process; nothing else, and no key is needed. */
export async function startProbeServer(
  { host, port }: ProbeAddress,
  probes: { readonly live: Probe; readonly ready: Probe },
): Promise<ProbeServer> {
  const server = createServer(async ({ method, url = '' }, answer) => {
    const [path] = url.split('?', 1);
    const probe = path === '/health/live' ? 'live' : path === '/health/ready' ? 'ready' : null;
    if (probe === null) return send(answer, 404, { status: 'not_found' });
    if (method !== 'GET' && method !== 'HEAD') return send(answer, 405, { status: 'method_not_allowed' });
    const checks = await probes[probe]();
    const isWell = checks.every(({ ok }) => ok);
    send(answer, isWell ? 200 : 503, { status: isWell ? probe : `not_${probe}`, checks });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  return {
    url: `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function send(answer: ServerResponse, status: number, body: object): void {
  // Probes come one by one: a connection that is kept open is only in the way when the process ends.
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', connection: 'close' };
  answer.writeHead(status, headers).end(JSON.stringify(body));
}
