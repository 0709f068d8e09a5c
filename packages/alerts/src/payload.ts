import type { Alert, AlertEvent, AlertPayload, BranchStand } from '@branch-sync/db';

/** What is told of an alert, as it is now. `publicUrl` is where browsers reach the console. */
export function payloadOf(
  event: AlertEvent,
  alert: Alert,
  branch: Pick<BranchStand, 'code' | 'name' | 'timezone'> | undefined,
  at: Date,
  publicUrl: string,
): AlertPayload {
  const { id, kind, severity, title, message, since, resolvedAt, figures } = alert;
  return {
    type: `alert.${event}`,
    timestamp: at.toISOString(),
    data: {
      id,
      kind,
      severity,
      title,
      message: event === 'resolved' ? endInWords(alert) : message,
      branch: branch === undefined ? null : { code: branch.code, name: branch.name, timezone: branch.timezone },
      since: since.toISOString(),
      resolvedAt: resolvedAt?.toISOString() ?? null,
      figures,
      link: linkTo(kind, branch?.code, publicUrl),
    },
  };
}

function endInWords({ resolution }: Alert): string {
  return resolution === 'unwatched'
    ? 'Nobody watches this any more: its rule was changed or switched off.'
    : 'It is no longer so.';
}

const paths: Readonly<Record<Alert['kind'], string>> = {
  branch_behind: '/branches',
  failure_group: '/failures',
  reconciliation_differs: '/reconciliation',
  worker_gone: '/settings/workers',
  central_down: '/settings',
};

function linkTo(kind: Alert['kind'], branchCode: string | undefined, publicUrl: string): string {
  const path = kind === 'branch_behind' && branchCode !== undefined ? `/branches/${branchCode}` : paths[kind];
  return `${publicUrl.replace(/\/$/, '')}${path}`;
}
