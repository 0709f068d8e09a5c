import type { Failure, FailureGroup } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { type InfiniteData, type UseInfiniteQueryResult, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { asked, type Page } from '../../api/ask.ts';
import { useIdentity } from '../../api/identity.ts';
import { given } from '../../app/search.ts';
import { countOf } from '../../format/money.ts';
import { failureStatuses } from '../../format/words.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Filters } from '../../ui/filters.tsx';
import { useKeys } from '../../ui/keys.ts';
import { List } from '../../ui/list.tsx';
import { useMark } from '../../ui/mark.ts';
import { Card } from '../../ui/page.tsx';
import { type About, useFailureActs } from './acts.ts';
import { useDismissal } from './dismissal.tsx';
import { FailureRow, nameOf } from './failure-row.tsx';
import classes from './failure-rows.module.css';
import { ToldBar } from './told-bar.tsx';

const route = getRouteApi('/failures/$group');

interface Props {
  readonly id: string;
  /** Undefined: nothing of it stands. */
  readonly group: FailureGroup | undefined;
  readonly query: UseInfiniteQueryResult<InfiniteData<Page<Failure>>>;
}

/** The failures of a group, page by page; one of them unfolded. */
export function GroupFailures({ id, group, query }: Props) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { may } = useIdentity();
  const isOperator = may('operator');
  const acts = useFailureActs();
  const dismissal = useDismissal(acts);
  const listedOnes = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const asOne = useUnlisted(search.failure, query.data === undefined ? undefined : listedOnes);
  const failures = asOne === undefined ? listedOnes : [asOne, ...listedOnes];
  const mark = useMark(
    `failures of ${id}`,
    failures.map((failure) => failure.id),
  );

  const change = (changed: Partial<Pick<typeof search, 'branch' | 'status' | 'failure'>>) =>
    void navigate({ search: (before) => given({ ...before, ...changed }), replace: true, resetScroll: false });
  const retry = (failure: Failure) => acts.retry.mutate(aboutOne(failure));
  const dismiss = (failure: Failure) => dismissal.ask({ ...aboutOne(failure), count: '1 failure' });
  const onMarked = (act: (failure: Failure) => void) => () => {
    const failure = failures.find((one) => one.id === mark.marked);
    if (isOperator && failure !== undefined && isStanding(failure)) act(failure);
  };
  const all: About | null =
    group === undefined || !isOperator
      ? null
      : {
          selection: { filter: given({ group: id, branch: search.branch, status: search.status ?? 'open' }) },
          what: search.branch === undefined ? group.title : `${group.title}, in ${search.branch}`,
        };
  const onAll = (act: (about: About) => void) => () => {
    if (all !== null) act(all);
  };
  const retryAll = onAll((about) => acts.retry.mutate(about));
  const dismissAll = onAll((about) =>
    dismissal.ask({ ...about, count: search.branch === undefined ? countOf(group?.failures ?? 0, 'failure') : 'all shown' }),
  );
  useKeys([
    { key: 'j', act: () => mark.move(1), mayRepeat: true },
    { key: 'k', act: () => mark.move(-1), mayRepeat: true },
    { key: 'r', act: onMarked(retry) },
    { key: 'd', act: onMarked(dismiss) },
    { key: 'shift+r', act: retryAll },
    { key: 'shift+d', act: dismissAll },
  ]);

  return (
    <>
      <Card
        title="What fails by it"
        isFlush
        actions={
          all === null ? undefined : (
            <>
              <Button size="xs" variant="default" onClick={dismissAll}>
                Dismiss all
              </Button>
              <Button size="xs" loading={acts.retry.isPending} onClick={retryAll}>
                Retry all
              </Button>
            </>
          )
        }
      >
        <div className={classes['filters']}>
          <Filters>
            <BranchChoice value={search.branch} onChange={(branch) => change({ branch })} />
            <Choice
              label="Status"
              any="Any status"
              value={search.status}
              options={optionsOf(failureStatuses)}
              onChange={(status) => change({ status })}
            />
          </Filters>
        </div>
        <List of={query} empty="Nothing of this cause is like that. Choose another branch or status.">
          {() => (
            <ol className={classes['rows']} aria-label="Failures">
              {failures.map((failure) => (
                <FailureRow
                  key={failure.id}
                  failure={failure}
                  isOpen={failure.id === search.failure}
                  isMarked={failure.id === mark.marked}
                  mark={mark.of(failure.id)}
                  onToggle={() => change({ failure: failure.id === search.failure ? undefined : failure.id })}
                  onRetry={isOperator && isStanding(failure) ? () => retry(failure) : undefined}
                  onDismiss={isOperator && isStanding(failure) ? () => dismiss(failure) : undefined}
                  onReopen={
                    isOperator && failure.status === 'dismissed' ? () => acts.reopen.mutate(aboutOne(failure)) : undefined
                  }
                />
              ))}
            </ol>
          )}
        </List>
      </Card>
      <ToldBar of={acts.told} onClose={acts.forget} />
      {dismissal.dialog}
    </>
  );
}

/** The failure that the address names, where it is on none of the pages that are loaded. */
function useUnlisted(id: string | undefined, failures: readonly Failure[] | undefined): Failure | undefined {
  const isUnlisted = id !== undefined && failures?.every((failure) => failure.id !== id) === true;
  const { data } = useQuery({ ...asked<Failure>('failures', `/api/failures/${id}`), enabled: isUnlisted });
  return isUnlisted ? data : undefined;
}

function isStanding({ status }: Failure): boolean {
  return status === 'open' || status === 'retrying';
}

function aboutOne(failure: Failure): About {
  return { selection: { ids: [failure.id] }, what: nameOf(failure) };
}
