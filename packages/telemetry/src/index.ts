export { allObservers } from './observers.ts';
export { createOdooCallMetrics, type OdooSide } from './odoo-call-metrics.ts';
export { type InSpan, noTracing, type RequestSpan, startTracing, type Tracing, type TracingSettings } from './tracing.ts';
