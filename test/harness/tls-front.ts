import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { pipeline } from 'node:stream';
import { createServer } from 'node:tls';
import { onTestFinished } from 'vitest';
import { serverIdentity } from '../../packages/odoo/src/testing/certificates.ts';

/** Stands before a server on this machine's port and speaks TLS for it, with one of the certificates for tests; it ends with the test. Gives its URL. */
export async function aTlsFront(port: number, identity: Parameters<typeof serverIdentity>[0]): Promise<string> {
  const front = createServer(serverIdentity(identity), (outside) => {
    const inside = connect(port, '127.0.0.1');
    pipeline(outside, inside, () => undefined);
    pipeline(inside, outside, () => undefined);
  });
  front.on('tlsClientError', () => undefined);
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => void front.close());
  return `https://127.0.0.1:${(front.address() as AddressInfo).port}`;
}
