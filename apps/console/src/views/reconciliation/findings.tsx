import type { ReconciledDayDetail, ReconcileFinding } from '@branch-sync/contract';
import { Button, Center } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { given } from '../../app/search.ts';
import { countOf } from '../../format/money.ts';
import { Empty } from '../../ui/answer.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { findingColumns } from './finding-columns.tsx';
import { findingKinds } from './words.ts';

const route = getRouteApi('/reconciliation/$code/$day');

interface Props {
  readonly code: string;
  readonly kind: ReconcileFinding['kind'] | undefined;
  readonly of: UseInfiniteQueryResult<InfiniteData<ReconciledDayDetail>>;
  /** How many there are, of all kinds. */
  readonly count: number;
}

/** The orders that the books do not agree on. */
export function Findings({ code, kind, of: { data, hasNextPage, isFetchingNextPage, fetchNextPage }, count }: Props) {
  const navigate = route.useNavigate();
  const shown = data?.pages.flatMap(({ findings }) => findings.items) ?? [];
  const filter =
    count === 0 ? undefined : (
      <Choice
        label="Kind"
        any="Any kind"
        value={kind}
        options={optionsOf(findingKinds)}
        onChange={(chosen) => void navigate({ search: given({ kind: chosen }), replace: true })}
      />
    );
  return (
    <Card title="Findings" note={count === 0 ? undefined : countOf(count, 'order')} actions={filter} isFlush={shown.length > 0}>
      {shown.length === 0 ? (
        <Empty>
          {count === 0
            ? 'All orders of this day are in, and the books agree on them.'
            : 'Of this kind there is none: choose another, or any.'}
        </Empty>
      ) : (
        <Table label="Orders that the books do not agree on" columns={findingColumns(code)} rows={shown} keyOf={({ id }) => id} />
      )}
      {hasNextPage ? (
        <Center p="md">
          <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            Show more
          </Button>
        </Center>
      ) : null}
    </Card>
  );
}
