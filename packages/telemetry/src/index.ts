export { createOdooCallMetrics, type OdooSide } from './odoo-call-metrics.ts';
