import type { FailureGroup } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { useIdentity } from '../../api/identity.ts';
import { given } from '../../app/search.ts';
import { countOf } from '../../format/money.ts';
import { useKeys } from '../../ui/keys.ts';
import { List } from '../../ui/list.tsx';
import { useMark } from '../../ui/mark.ts';
import { Card, Page } from '../../ui/page.tsx';
import { type About, useFailureActs } from './acts.ts';
import { useDismissal } from './dismissal.tsx';
import { FailureFilters, type GroupFilter } from './failure-filters.tsx';
import { FilterActs, useFilterActs } from './filter-acts.tsx';
import { GroupRow } from './group-row.tsx';
import classes from './groups.module.css';
import { NothingFails } from './nothing-fails.tsx';
import { ToldBar } from './told-bar.tsx';

const route = getRouteApi('/failures');

/** What does not work, cause by cause: what one act cures is one row. */
export function FailuresView() {
  const filter = route.useSearch();
  const navigate = route.useNavigate();
  const { may } = useIdentity();
  const isOperator = may('operator');
  const query = useInfiniteQuery(listed<FailureGroup>('failures', '/api/failures/groups', filter));
  const groups = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const { marked, move, of } = useMark(
    'failure groups',
    groups.map(({ group }) => group),
  );
  const acts = useFailureActs();
  const dismissal = useDismissal(acts);
  const whole = useFilterActs({ filter, groups, isWhole: !query.hasNextPage, acts, dismissal });

  const isFiltered = Object.keys(filter).length > 0;
  const isOver = filter.status === 'resolved' || filter.status === 'dismissed';
  const retry = (group: FailureGroup) => acts.retry.mutate(aboutOf(group));
  const dismiss = (group: FailureGroup) => dismissal.ask({ ...aboutOf(group), count: countOf(group.failures, 'failure') });
  const onMarked = (act: (group: FailureGroup) => void) => () => {
    const group = groups.find((one) => one.group === marked);
    if (isOperator && !isOver && group !== undefined) act(group);
  };
  useKeys([
    { key: 'j', act: () => move(1), mayRepeat: true },
    { key: 'k', act: () => move(-1), mayRepeat: true },
    { key: 'r', act: onMarked(retry) },
    { key: 'd', act: onMarked(dismiss) },
    ...(whole.isPossible ? whole.keys : []),
  ]);

  const change = (changed: GroupFilter) =>
    void navigate({ search: (before) => given({ ...before, ...changed }), replace: true, resetScroll: false });
  return (
    <Page title="Failures" note="What does not work, cause by cause. What one act cures is one row.">
      <FailureFilters
        filter={filter}
        onChange={change}
        onClear={isFiltered ? () => void navigate({ search: {}, replace: true }) : undefined}
        groups={groups}
      />
      <Card
        title={groups.length === 0 ? 'Causes' : `${query.hasNextPage ? 'The first ' : ''}${countOf(groups.length, 'cause')}`}
        isFlush
        actions={isOperator ? <FilterActs of={whole} /> : undefined}
      >
        <List of={query} empty={<NothingFails isFiltered={isFiltered} />}>
          {(items) => (
            <ol className={classes['groups']} aria-label="Causes">
              {items.map((group) => (
                <GroupRow
                  key={group.group}
                  group={group}
                  filter={filter}
                  isMarked={group.group === marked}
                  mark={of(group.group)}
                  onRetry={isOperator && !isOver ? () => retry(group) : undefined}
                  onDismiss={isOperator && !isOver ? () => dismiss(group) : undefined}
                />
              ))}
            </ol>
          )}
        </List>
      </Card>
      <ToldBar of={acts.told} onClose={acts.forget} />
      {dismissal.dialog}
      {whole.dialog}
    </Page>
  );
}

function aboutOf({ group, title }: FailureGroup): About {
  return { selection: { group }, what: title };
}
