import type { Worker } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { listed } from '../../api/ask.ts';
import { countText } from '../../format/money.ts';
import { workerStates } from '../../format/words.ts';
import { List } from '../../ui/list.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './settings.module.css';

/** The processes that do the runs, as their heartbeats tell. */
export function WorkersView() {
  const workers = useInfiniteQuery(listed<Worker>('workers', '/api/workers'));
  return (
    <Card title="Workers" note="Those that were seen in the last 24 hours" isFlush>
      <List of={workers} empty="No worker was seen in the last 24 hours. Runs wait until one is started: npm run worker.">
        {(items) => <Table label="Workers" columns={columns} rows={items} keyOf={({ id }) => id} />}
      </List>
    </Card>
  );
}

const columns: readonly Column<Worker>[] = [
  {
    head: 'Worker',
    cell: ({ host, pid }) => (
      <span className={classes['word']}>
        {host} <span className={classes['quiet']}>pid {pid}</span>
      </span>
    ),
  },
  { head: 'State', cell: (worker) => <StateOf worker={worker} /> },
  {
    head: 'Runs',
    isNumber: true,
    cell: ({ running, concurrency }) => `${countText(running)} of ${countText(concurrency)}`,
  },
  { head: 'Held up', isNumber: true, cell: ({ eventLoopLagMs }) => `${countText(Math.round(eventLoopLagMs))} ms` },
  { head: 'Memory', isNumber: true, cell: ({ rssMb }) => `${countText(Math.round(rssMb))} MB` },
  { head: 'Version', cell: ({ version }) => version },
  { head: 'Last job', cell: ({ lastJobAt }) => <Moment at={lastJobAt} none="None yet" /> },
  { head: 'Since', cell: ({ startedAt }) => <Moment at={startedAt} /> },
  { head: 'Seen', cell: ({ seenAt }) => <Moment at={seenAt} /> },
];

/** A running worker that takes no jobs stands in nobody's way, and helps nobody. */
function StateOf({ worker: { state, isConsuming } }: { readonly worker: Worker }) {
  if (state === 'running' && !isConsuming) return <State of={{ word: 'Takes no jobs', tone: 'warn' }} />;
  return <State of={workerStates[state]} title={state === 'silent' ? 'Killed, or it has lost the database' : undefined} />;
}
