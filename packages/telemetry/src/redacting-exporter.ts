import { redact } from '@branch-sync/redaction';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace';

/** Strikes secrets out of all that spans say before they leave: an exception's message may quote what it must not. */
export function redactingExporter(exporter: SpanExporter): SpanExporter {
  return {
    export: (spans, done) => exporter.export(spans.map(redacted), done),
    shutdown: () => exporter.shutdown(),
    forceFlush: async () => exporter.forceFlush?.(),
  };
}

function redacted(span: ReadableSpan): ReadableSpan {
  const { message } = span.status;
  // The span itself is a class with methods that exporters call: what is changed stands before it.
  return Object.create(span, {
    name: { value: redact(span.name) },
    attributes: { value: redactedFields(span.attributes) },
    events: { value: span.events.map((event) => ({ ...event, attributes: redactedFields(event.attributes ?? {}) })) },
    status: { value: message === undefined ? span.status : { ...span.status, message: redact(message) } },
  });
}

function redactedFields<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Fields {
  const clean = Object.entries(fields).map(([name, value]) => [name, typeof value === 'string' ? redact(value) : value]);
  return Object.fromEntries(clean);
}
