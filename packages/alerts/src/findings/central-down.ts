import type { AlertRule } from '@branch-sync/db';
import type { AlertFacts } from '../facts.ts';
import type { Finding } from '../finding.ts';
import { counted, timeIn } from '../words.ts';

/** Central's circuit is open: it has not answered several times in a row, whoever asked. */
export function centralDown(rule: AlertRule, { central, behindSince }: AlertFacts): Finding[] {
  const since = central?.openSince ?? null;
  if (since === null) return [];
  const behind = behindSince.size;
  const are = behind === 1 ? 'is' : 'are';
  return [
    {
      subject: 'central',
      branchId: null,
      title: 'Central does not answer',
      message: `It has not answered since ${timeIn(rule.timezone, since)}. Nothing is received or pushed meanwhile, and nothing is lost. ${counted(behind, 'branch', 'branches')} ${are} behind; what falls behind by this is not told one by one.`,
      figures: { offlineSince: since.toISOString(), branchesBehind: behind },
      since,
      mayOpen: true,
    },
  ];
}
