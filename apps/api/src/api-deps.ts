import type { Mailer } from '@branch-sync/alerts';
import type { AccessSettings } from '@branch-sync/config';
import type { Queues } from '@branch-sync/queue';
import type { ConnectionDeps } from '@branch-sync/sync';
import type { Tracing } from '@branch-sync/telemetry';
import type { Logger } from 'pino';
import type { ProcessFacts } from './about/process-facts.ts';
import type { HttpSettings } from './http-settings.ts';
import type { OverviewOf } from './overview/overview.ts';
import type { StreamLimits } from './streams/streams.ts';

/** What the API is built on; tests give their own. */
export interface ApiDeps extends ConnectionDeps {
  readonly queues: Queues;
  readonly log: Logger;
  readonly tracing: Pick<Tracing, 'beginRequest' | 'observeCalls'>;
  /** For tests of e-mail channels. */
  readonly mailer: Mailer;
  /** Who may in, how, and for how long. */
  readonly access: AccessSettings;
  /** Where browsers reach us: decides the cookie's kind and what counts as the same origin. */
  readonly publicUrl: string;
  readonly processFacts: ProcessFacts;
  readonly http: HttpSettings;
  /** A connection test is over by then, whatever the other side does. Milliseconds. */
  readonly connectionTestMs: number;
  readonly streams: StreamLimits;
  /** How many migrations the database lacks. */
  readonly pendingMigrations: () => Promise<number>;
}

/** What several routes share, made once for all of them. */
export interface SharedDeps extends ApiDeps {
  readonly overviewOf: OverviewOf;
}
