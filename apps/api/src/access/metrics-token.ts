import { digestOf, sameDigest } from '@branch-sync/db';
import type { FastifyRequest } from 'fastify';
import { bearerOf } from './bearer.ts';
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
export function metricsReader(request: FastifyRequest, token: string | null): Identity | null {
  if (token === null || request.routeOptions.url !== path) return null;
  const given = bearerOf(request);
  return given !== undefined && sameDigest(digestOf(given), digestOf(token)) ? reader : null;
}
