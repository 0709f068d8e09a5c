import type { PushResult, Run } from '@branch-sync/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { asked, listed, type Page } from '../../api/ask.ts';
import { countText } from '../../format/money.ts';
import { isPreview } from '../../format/run-words.ts';
import { pushActions } from '../../format/words.ts';
import { isOver } from '../../live/run.ts';
import { Answer } from '../../ui/answer.tsx';
import { List } from '../../ui/list.tsx';
import { State } from '../../ui/state.tsx';
import { Table } from '../../ui/table.tsx';
import { recordColumns } from '../runs/record-columns.tsx';
import classes from './push.module.css';

type Action = PushResult['action'];

interface ResultPage extends Page<PushResult> {
  readonly tally: Readonly<Partial<Record<Action, number>>>;
}

/** What somebody must see first, first. */
const inOrder: readonly Action[] = ['conflict', 'blocked', 'waiting', 'outdated', 'create', 'update', 'left', 'same'];
const folded: readonly Action[] = ['left', 'same'];

/** What became of a run's records, or would: what is in the way on top, each kind of outcome by itself. */
export function RecordSections({ run }: { readonly run: Run }) {
  const tally = useQuery(asked<ResultPage>('runs', `/api/runs/${run.id}/records`, { limit: 1 }));
  const nothing = isOver(run) ? 'It found nothing to do.' : 'It has come to no record yet.';
  return (
    <Answer of={tally} isEmpty={({ items }) => items.length === 0} empty={nothing}>
      {(answer) =>
        inOrder.map((action) => {
          const count = answer.tally[action] ?? 0;
          return count === 0 ? null : <Section key={action} run={run} action={action} count={count} />;
        })
      }
    </Answer>
  );
}

interface SectionProps {
  readonly run: Run;
  readonly action: Action;
  readonly count: number;
}

function Section({ run, action, count }: SectionProps) {
  const { word, wouldBe, tone } = pushActions[action];
  const name = isPreview(run) ? wouldBe : word;
  return (
    <details className={classes['section']} open={!folded.includes(action)}>
      <summary>
        <State of={{ word: name, tone }} /> <b>{countText(count)}</b>
      </summary>
      <SectionRecords run={run} action={action} name={name} />
    </details>
  );
}

function SectionRecords({ run, action, name }: Omit<SectionProps, 'count'> & { readonly name: string }) {
  const records = useInfiniteQuery(listed<PushResult, ResultPage>('runs', `/api/runs/${run.id}/records`, { action }));
  const columns = recordColumns(isPreview(run), isOver(run));
  return (
    <List of={records} empty="None any more.">
      {(items) => (
        <Table
          label={`${name}: records of ${run.branchCode}`}
          rows={items}
          columns={columns}
          keyOf={({ model, centralId }) => `${model} ${centralId}`}
        />
      )}
    </List>
  );
}
