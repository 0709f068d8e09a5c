import type { CallObserver } from '@branch-sync/odoo';
import type { BullMQOtel } from 'bullmq-otel';
import type { OdooSide } from './odoo-call-metrics.ts';

/** Where spans go, and how many. */
export interface TracingSettings {
  readonly exporter: 'otlp' | 'console';
  /** What the spans say they are of; null: the process's own name. */
  readonly serviceName: string | null;
  /** The share of traces that is kept, 0 to 1; one that somebody else has begun is kept where he keeps it. */
  readonly share: number;
}

/** What a span says beside its name: never a value that went to Odoo or came from it. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Does work inside of a span, which ends with it, badly where it throws. `note` adds what is known only later. */
export type InSpan = <T>(
  name: string,
  attributes: SpanAttributes,
  work: (note: (attributes: SpanAttributes) => void) => Promise<T>,
) => Promise<T>;

/** The span of an HTTP request. */
export interface RequestSpan {
  /** Goes on inside of it: what is done from there belongs to it. */
  goOn(next: () => void): void;
  end(answered: { readonly route: string; readonly status: number }): void;
}

/** How a process traces what it does. */
export interface Tracing {
  /** Carries the trace through BullMQ; undefined where nothing is traced. */
  readonly queue: BullMQOtel | undefined;
  readonly observeCalls: ((side: OdooSide) => CallObserver) | undefined;
  /** Null: nothing is traced. `carrier` are the request's headers, with `traceparent` where the caller traces too. */
  readonly beginRequest: ((method: string, carrier: Readonly<Record<string, unknown>>) => RequestSpan) | null;
  readonly inSpan: InSpan;
  /** For lines of the log: the trace that they belong to; nothing where there is none. */
  logFields(): { readonly trace_id?: string; readonly span_id?: string };
  /** Sends what has not been sent. */
  stop(): Promise<void>;
}

/** Nothing is traced, and nothing of OpenTelemetry is loaded. */
export const noTracing: Tracing = {
  queue: undefined,
  observeCalls: undefined,
  beginRequest: null,
  inSpan: (_name, _attributes, work) => work(() => undefined),
  logFields: () => ({}),
  stop: async () => undefined,
};

/** Starts to trace, where the settings say so: only then OpenTelemetry is loaded (0.15 s and 7 MB). Once in a process. */
export async function startTracing(
  settings: TracingSettings | null,
  process: { readonly name: string; readonly version: string },
) {
  if (settings === null) return noTracing;
  const { startOpenTelemetry } = await import('./open-telemetry.ts');
  return startOpenTelemetry(settings, process);
}
