import type { FastifyRequest } from 'fastify';

/** A request as the log has it: of its query the names alone, whose values may be a name to search for or a provider's code. */
export function requestForLog({ method, url, ip }: Pick<FastifyRequest, 'method' | 'url' | 'ip'>) {
  const [path, query] = url.split('?', 2);
  return {
    method,
    path,
    ...(query === undefined ? {} : { query: [...new Set(new URLSearchParams(query).keys())] }),
    address: ip,
  };
}
