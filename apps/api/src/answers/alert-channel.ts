import type { AlertChannel, Role } from '@branch-sync/contract';
import type { AlertChannel as StoredChannel } from '@branch-sync/db';
import { momentOrNull } from './moment.ts';

/** Writes channels as the contract has them, for somebody of a role: some services' URLs are as good as a password, so that they are for admins. */
export function alertChannelAnswers(role: Role): (channel: StoredChannel) => AlertChannel {
  const isAdmin = role === 'admin';
  return (channel) => {
    const { id, kind, name, url, recipients, disabledAt, disabledReason, lastProblem } = channel;
    return {
      id,
      kind,
      name,
      target: targetInWords(channel),
      url: isAdmin ? url : null,
      recipients: isAdmin && recipients !== null ? [...recipients] : null,
      isDisabled: disabledAt !== null,
      disabledReason,
      lastSentAt: momentOrNull(channel.lastSentAt),
      lastProblem,
      createdAt: channel.createdAt.toISOString(),
      updatedAt: channel.updatedAt.toISOString(),
    };
  };
}

function targetInWords({ url, recipients }: StoredChannel): string {
  if (url !== null) return new URL(url).host;
  const count = recipients?.length ?? 0;
  return count === 1 ? '1 recipient' : `${count} recipients`;
}
