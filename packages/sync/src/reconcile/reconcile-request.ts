import { z } from 'zod';

/** A year and a day. */
export const maxReconcileDays = 366;

/**
 * What a reconcile run was asked for: local days of the branch (`YYYY-MM-DD`), both included. Without `to` up to today, without `from` the
 * last 7 days up to `to`; with neither, earlier days that still differ are looked at as well.
 */
export const reconcileRequestSchema = z.strictObject({ from: z.iso.date().optional(), to: z.iso.date().optional() });

export type ReconcileRequest = z.infer<typeof reconcileRequestSchema>;
