import type { PushResult, Run } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed, type Page } from '../../api/ask.ts';
import { withQuery } from '../../api/request.ts';
import { given } from '../../app/search.ts';
import { countText } from '../../format/money.ts';
import { isPreview } from '../../format/run-words.ts';
import { pushActions } from '../../format/words.ts';
import { isOver } from '../../live/run.ts';
import { Choice } from '../../ui/choice.tsx';
import { List } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { recordColumns } from './record-columns.tsx';
import classes from './run.module.css';

const route = getRouteApi('/runs/$id');

interface ResultPage extends Page<PushResult> {
  readonly tally: Readonly<Partial<Record<PushResult['action'], number>>>;
}

/** What became of each record of a push, or would; with the fields that it changed, and all of it for a spreadsheet. */
export function RunRecords({ run }: { readonly run: Run }) {
  const { action } = route.useSearch();
  const navigate = route.useNavigate();
  const path = `/api/runs/${run.id}/records`;
  const records = useInfiniteQuery({
    ...listed<PushResult, ResultPage>('runs', path, { action }),
    placeholderData: keepPreviousData,
  });
  const tally = records.data?.pages[0]?.tally ?? {};
  const words = isPreview(run) ? 'wouldBe' : 'word';
  const options = actionsIn(tally, action).map((value) => ({
    value,
    label: `${pushActions[value][words]} (${countText(tally[value] ?? 0)})`,
  }));
  return (
    <Card
      title="Records"
      actions={
        <Button
          component="a"
          href={withQuery(`${path}.csv`, { action })}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV
        </Button>
      }
      isFlush
    >
      <div className={classes['tools']}>
        <Choice
          label="What became of it"
          any="Whatever became of it"
          value={action}
          options={options}
          onChange={(chosen) => void navigate({ search: given({ action: chosen }), replace: true, resetScroll: false })}
        />
      </div>
      <List
        of={records}
        empty={
          action !== undefined
            ? 'No record came to that.'
            : isOver(run)
              ? 'It found nothing to do.'
              : 'It has come to no record yet.'
        }
      >
        {(items) => (
          <Table
            label="Records of the run"
            columns={recordColumns(isPreview(run), isOver(run))}
            rows={items}
            keyOf={({ model, centralId }) => `${model} ${centralId}`}
          />
        )}
      </List>
    </Card>
  );
}

/** Those that there are, in the order of their words, and the one that is chosen. */
function actionsIn(tally: ResultPage['tally'], chosen: PushResult['action'] | undefined): PushResult['action'][] {
  const all = Object.keys(pushActions) as PushResult['action'][];
  return all.filter((one) => one === chosen || (tally[one] ?? 0) > 0);
}
