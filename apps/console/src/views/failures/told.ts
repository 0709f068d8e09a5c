import type { FailuresChanged, FailuresRetried } from '@branch-sync/contract';
import { countOf, countText } from '../../format/money.ts';

type Untouched = FailuresChanged['untouched'];

/** What an act has come to, in words, and the runs that go on with it. */
export interface Told {
  readonly text: string;
  readonly runs: FailuresRetried['runs'];
}

const reasons: Readonly<Record<Untouched[number]['reason'], string>> = {
  open: 'open already',
  retrying: 'being tried again',
  resolved: 'resolved already',
  dismissed: 'dismissed',
  branch_archived: 'of an archived branch',
  nothing_waits: 'only told, nothing waits for them',
  stands_again: 'standing again already',
  not_found: 'not found any more',
};

/** What a retry has come to. `what`: what it was about, as its title says. */
export function retried(what: string, { failures, runs, notRetried }: FailuresRetried): Told {
  const done =
    runs.length === 0
      ? 'nothing is tried again.'
      : `${countOf(failures, 'failure')} ${failures === 1 ? 'is' : 'are'} tried again in ${countOf(runs.length, 'run')}.`;
  return { text: sentences(what, done, notRetried), runs };
}

/** What dismissing has come to. */
export function dismissed(what: string, { changed, untouched }: FailuresChanged): Told {
  return { text: sentences(what, changedText(changed, 'dismissed'), untouched), runs: [] };
}

/** What reopening has come to. */
export function reopened(what: string, { changed, untouched }: FailuresChanged): Told {
  return { text: sentences(what, changedText(changed, 'open again'), untouched), runs: [] };
}

function changedText(changed: number, became: string): string {
  return changed === 0 ? `none is ${became}.` : `${countOf(changed, 'failure')} ${changed === 1 ? 'is' : 'are'} ${became}.`;
}

function sentences(what: string, done: string, untouched: Untouched): string {
  const left = untouched.map(({ reason, failures }) => `${countText(failures)} ${reasons[reason]}`);
  return `${what}: ${done}${left.length === 0 ? '' : ` Left as they were: ${left.join(', ')}.`}`;
}
