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

/** What Prometheus reads here. */
export interface ReadableMetrics {
  readonly contentType: string;
  read(): Promise<string>;
}

export interface ProbeServer {
  readonly url: string;
  close(): void;
}

/** Answers `GET /health/live`, `/health/ready` and `/metrics`, for whoever runs the process; nothing else, and no key is needed. */
export async function startProbeServer(
  { host, port }: ProbeAddress,
  { metrics, ...probes }: { readonly live: Probe; readonly ready: Probe; readonly metrics: ReadableMetrics },
): Promise<ProbeServer> {
  const server = createServer(async ({ method, url = '' }, answer) => {
    const [path] = url.split('?', 1);
    const asked = routes.get(path ?? '');
    if (asked === undefined) return send(answer, 404, { status: 'not_found' });
    if (method !== 'GET' && method !== 'HEAD') return send(answer, 405, { status: 'method_not_allowed' });
    if (asked === 'metrics') return sendMetrics(answer, metrics);
    const probe = asked;
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

const routes: ReadonlyMap<string, 'live' | 'ready' | 'metrics'> = new Map([
  ['/health/live', 'live'],
  ['/health/ready', 'ready'],
  ['/metrics', 'metrics'],
]);

async function sendMetrics(answer: ServerResponse, metrics: ReadableMetrics): Promise<void> {
  const text = await metrics.read().catch(() => null);
  if (text === null) return send(answer, 500, { status: 'metrics_not_read' });
  answer.writeHead(200, { ...plainly, 'content-type': metrics.contentType }).end(text);
}

// Probes come one by one: a connection that is kept open is only in the way when the process ends.
const plainly = { 'cache-control': 'no-store', connection: 'close' };

function send(answer: ServerResponse, status: number, body: object): void {
  answer.writeHead(status, { ...plainly, 'content-type': 'application/json' }).end(JSON.stringify(body));
}
