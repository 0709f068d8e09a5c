import { createServer } from 'node:net';
import { freePort } from '@branch-sync/local-services';

/** The preferred port where nobody listens on it, else any free one. */
export async function freeOrPreferredPort(preferred: number, host: string): Promise<number> {
  return (await isFree(preferred, host)) ? preferred : await freePort();
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}
