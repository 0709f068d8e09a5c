import type { FailureGroup } from '@branch-sync/contract';
import { countOf } from '../../format/money.ts';
import { Moment } from '../../ui/moment.tsx';
import { Amounts } from '../../ui/money.tsx';
import { branchesText } from './branches-text.ts';

/** What waits for a cure, where, and since when, in a line. */
export function GroupNote({ group }: { readonly group: FailureGroup }) {
  return (
    <>
      {countOf(group.failures, 'failure')} in {branchesText(group.branches, group.branchCount)}
      {group.orders === 0 ? '' : `, ${countOf(group.orders, 'order')} waiting`}
      {group.amounts.length === 0 ? null : (
        <>
          : <Amounts of={group.amounts} />
        </>
      )}
      . First seen <Moment at={group.firstSeenAt} />, last <Moment at={group.lastSeenAt} />.
    </>
  );
}
