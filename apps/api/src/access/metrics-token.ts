import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Identity } from './identity.ts';

const path = '/metrics';

/** Whoever reads metrics with their token: it is good for nothing else. */
const reader: Identity = {
  kind: 'key',
  id: 'metrics-token',
  name: 'metrics token',
  role: 'viewer',
  acts: null,
  branchIds: null,
  session: null,
};

/** Prometheus, where a request for the metrics comes with `METRICS_TOKEN`; null for any other. */
export function metricsReader({ headers, routeOptions }: FastifyRequest, token: string | null): Identity | null {
  if (token === null || routeOptions.url !== path) return null;
  const [, given] = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token)) ? reader : null;
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text, 'utf8').digest();
}
