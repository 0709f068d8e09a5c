import type { CallObserver } from '@branch-sync/odoo';
import { context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, ConsoleSpanExporter, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { BullMQOtel } from 'bullmq-otel';
import type { OdooSide } from './odoo-call-metrics.ts';
import { redactingExporter } from './redacting-exporter.ts';
import { sampler } from './sampler.ts';
import type { InSpan, Tracing, TracingSettings } from './tracing.ts';

/**
 * Traces by OpenTelemetry's SDK. Only what is needed of it: no instrumentation that patches modules. `exporter` is for tests; else the settings
 * choose, and OTLP's own variables say where to (OTEL_EXPORTER_OTLP_...).
 */
export function startOpenTelemetry(
  { exporter: kind, serviceName, share }: TracingSettings,
  process: { readonly name: string; readonly version: string },
  exporter: SpanExporter = kind === 'console' ? new ConsoleSpanExporter() : new OTLPTraceExporter(),
): Tracing & { flush(): Promise<void> } {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName ?? process.name, 'service.version': process.version }),
    sampler: sampler(share),
    spanProcessors: [new BatchSpanProcessor({ exporter: redactingExporter(exporter) })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  const tracer = provider.getTracer('branch-sync', process.version);

  const inSpan: InSpan = (name, attributes, work) =>
    tracer.startActiveSpan(name, { attributes }, async (span) => {
      try {
        return await work((more) => void span.setAttributes(more));
      } catch (error) {
        endBadly(span, error instanceof Error ? error.name : 'unknown');
        throw error;
      } finally {
        span.end();
      }
    });

  const observeCalls =
    (side: OdooSide): CallObserver =>
    ({ model, method, transport, attempt }) => {
      const span = tracer.startSpan(`${model ?? 'common'}/${method ?? 'unknown'}`, {
        kind: SpanKind.CLIENT,
        attributes: {
          'rpc.system': transport,
          'rpc.method': method ?? 'unknown',
          ...(model === null ? {} : { 'rpc.service': model }),
          'branch_sync.side': side,
          'branch_sync.attempt': attempt,
        },
      });
      return ({ outcome, sentBytes, receivedBytes, resends }) => {
        span.setAttributes({
          'branch_sync.outcome': outcome,
          'branch_sync.sent_bytes': sentBytes,
          'branch_sync.received_bytes': receivedBytes,
          'branch_sync.resends': resends,
        });
        if (outcome !== 'ok') endBadly(span, outcome);
        span.end();
      };
    };

  return {
    queue: new BullMQOtel({ tracerName: 'bullmq' }),
    observeCalls,
    inSpan,
    beginRequest(method, carrier) {
      const begun = propagation.extract(context.active(), carrier);
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes: { 'http.request.method': method } }, begun);
      const inside = trace.setSpan(begun, span);
      return {
        goOn: (next) => context.with(inside, next),
        end({ route, status }) {
          span.updateName(`${method} ${route}`);
          span.setAttributes({ 'http.route': route, 'http.response.status_code': status });
          if (status >= 500) endBadly(span, String(status));
          span.end();
        },
      };
    },
    logFields() {
      const span = trace.getSpanContext(context.active());
      return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId };
    },
    flush: () => provider.forceFlush(),
    // A collector that is away must not hold up a process that ends.
    stop: () => provider.shutdown().catch(() => undefined),
  };
}

/** The kind of an error, not its words. */
function endBadly(span: Span, kind: string): void {
  span.setAttribute('error.type', kind);
  span.setStatus({ code: SpanStatusCode.ERROR });
}
