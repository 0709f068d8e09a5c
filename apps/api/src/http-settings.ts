import type { TrustedProxies } from '@branch-sync/config';

/** What one client may take of the server. Times in milliseconds. */
export interface HttpLimits {
  /** Of a body; an import of mappings may be larger. */
  readonly bodyBytes: number;
  /** Of the request line and all headers together. */
  readonly headerBytes: number;
  readonly urlLength: number;
  /** The headers of a request are all there by then. */
  readonly headersMs: number;
  /** The whole request is, with its body. */
  readonly requestMs: number;
  /** Nothing moves on a connection for so long: it is cut. Longer than the heartbeat of a stream, and than a connection test. */
  readonly idleMs: number;
  /** How often connections are held against `headersMs` and `requestMs`. */
  readonly lookEveryMs: number;
  readonly requestsPerSocket: number;
}

export const httpLimits: HttpLimits = {
  bodyBytes: 2 ** 20,
  headerBytes: 16_384,
  urlLength: 8_192,
  headersMs: 15_000,
  // An import of 5 MB on a line of 1 Mbit/s takes 40 s.
  requestMs: 60_000,
  idleMs: 120_000,
  lookEveryMs: 1_000,
  requestsPerSocket: 1_000,
};

/** How the server meets its clients. */
export interface HttpSettings {
  /** Null: nobody's word about a client's address is taken. */
  readonly trustedProxies: TrustedProxies | null;
  /** Requests of one key or person in a minute; 0: as many as they like. */
  readonly requestsPerMinute: number;
  /** Requests of one address that no key opens, in a minute; 0: as many as it likes. */
  readonly strangersPerMinute: number;
  readonly limits: HttpLimits;
}
