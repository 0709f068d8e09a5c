import type { Alert, AlertChannel, AlertCounts, AlertDetail, AlertRule } from '@branch-sync/contract';
import { asked, listed } from './ask.ts';

/** How many alerts stand. */
export const alertCountsQuery = asked<AlertCounts>('alerts', '/api/alerts/counts');

/** Alerts that stand, or that are over. */
export const alertsQuery = (state: 'open' | 'resolved') => listed<Alert>('alerts', '/api/alerts', { state });

/** One alert, and what was sent of it. */
export const alertQuery = (id: string) => asked<AlertDetail>('alerts', `/api/alerts/${id}`);

export const alertRulesQuery = listed<AlertRule>('alerts', '/api/alerts/rules', { limit: 200 });

export const alertChannelsQuery = listed<AlertChannel>('alerts', '/api/alerts/channels', { limit: 200 });
