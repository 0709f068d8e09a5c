import type { FailureGroup } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useIdentity } from '../../api/identity.ts';
import { countOf } from '../../format/money.ts';
import { useConfirm } from '../../ui/confirm.tsx';
import type { FailureActs } from './acts.ts';
import type { useDismissal } from './dismissal.tsx';
import type { GroupFilter } from './failure-filters.tsx';

interface Of {
  readonly filter: GroupFilter;
  readonly groups: readonly FailureGroup[];
  /** Whether these are all groups that the filter finds. */
  readonly isWhole: boolean;
  readonly acts: FailureActs;
  readonly dismissal: ReturnType<typeof useDismissal>;
}

/** What can be done with all that a filter shows, by buttons and by keys. */
export function useFilterActs({ filter, groups, isWhole, acts, dismissal }: Of) {
  const { may } = useIdentity();
  const { ask, dialog } = useConfirm();
  const { status = 'open' } = filter;
  // Without a status open ones are meant: what is being tried again is under way, and what is over is not shown.
  const selection = { filter: { ...filter, status } };
  const failures = groups.reduce((sum, group) => sum + group.failures, 0);
  const count = `${isWhole ? '' : 'more than '}${countOf(failures, 'failure')}`;
  const what = 'All that the filter shows';
  const isPossible = may('operator') && groups.length > 0;

  const retryAll = () =>
    ask({
      title: 'Retry all that this filter shows',
      text: `${count} of ${isWhole ? '' : 'more than '}${countOf(groups.length, 'cause')}: what stands of them is tried again, in a run for each branch.`,
      act: `Retry ${count}`,
      onYes: () => acts.retry.mutate({ selection, what }),
    });
  const dismissAll = () => dismissal.ask({ selection, what, count });
  const reopenAll = () => acts.reopen.mutate({ selection, what });

  return {
    ...{ isPossible, status, dialog, retryAll, dismissAll, reopenAll },
    isBusy: acts.retry.isPending || acts.reopen.isPending,
    keys:
      status === 'open' || status === 'retrying'
        ? [
            { key: 'shift+r', act: retryAll },
            { key: 'shift+d', act: dismissAll },
          ]
        : [],
  };
}

/** The buttons for all that a filter shows. */
export function FilterActs({ of }: { readonly of: ReturnType<typeof useFilterActs> }) {
  if (!of.isPossible || of.status === 'resolved') return null;
  if (of.status === 'dismissed') {
    return (
      <Button size="xs" variant="default" loading={of.isBusy} onClick={of.reopenAll}>
        Reopen all that this filter shows
      </Button>
    );
  }
  return (
    <>
      <Button size="xs" variant="default" onClick={of.dismissAll}>
        Dismiss all that this filter shows
      </Button>
      <Button size="xs" loading={of.isBusy} onClick={of.retryAll}>
        Retry all that this filter shows
      </Button>
    </>
  );
}
