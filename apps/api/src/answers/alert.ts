import type { Alert, AlertDetail } from '@branch-sync/contract';
import type { ListedAlert, ListedDelivery } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** An alert that was opened, as the contract has it. */
export function alertAnswer({ alert, branch }: ListedAlert): Alert {
  const { id, ruleId, kind, severity, title, message, figures, resolution, acknowledgedBy, openedAt, since } = alert;
  return {
    id,
    ruleId,
    kind,
    severity,
    title,
    message,
    branch,
    figures: { ...figures },
    since: since.toISOString(),
    // Only what was opened is listed.
    openedAt: (openedAt ?? since).toISOString(),
    lastSeenAt: alert.lastSeenAt.toISOString(),
    resolvedAt: momentOrNull(alert.resolvedAt),
    resolution,
    acknowledgedAt: momentOrNull(alert.acknowledgedAt),
    acknowledgedBy,
  };
}

/** The same with what was sent of it. */
export function alertDetailAnswer(listed: ListedAlert, deliveries: readonly ListedDelivery[]): AlertDetail {
  return {
    ...alertAnswer(listed),
    deliveries: deliveries.map(({ channelName, delivery: { id, channelId, event, state, attempts, problem, ...moments } }) => ({
      id,
      channelId,
      channel: channelName,
      event,
      state,
      attempts,
      nextAttemptAt: state === 'waiting' || state === 'held' ? moments.nextAttemptAt.toISOString() : null,
      sentAt: momentOrNull(moments.sentAt),
      problem,
    })),
  };
}
