import type { Run, RunLine } from '@branch-sync/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { asked } from '../api/ask.ts';
import { followRun } from './run-stream.ts';

const pollEveryMs = 4_000;
/** Older lines are in the log of the worker. */
const mostLines = 1_000;

/** One run, as every view asks for it. */
export function runQuery(id: string) {
  return asked<Run>('runs', `/api/runs/${id}`);
}

/** Whether nothing more will come of it. */
export function isOver({ status }: Pick<Run, 'status'>): boolean {
  return status !== 'queued' && status !== 'running';
}

/**
 * A run while it goes on: it is told by the API as it changes, and asked for where no stream comes. `query` is for `Answer`; `run` is its data; `lines`
 * are what it told, the newest thousand, in their order; `isLive` says whether the stream is there.
 */
export function useRun(id: string) {
  const client = useQueryClient();
  const [lines, setLines] = useState<readonly RunLine[]>([]);
  const [isLive, setLive] = useState(false);
  const query = useQuery({
    ...runQuery(id),
    refetchInterval: ({ state: { data } }) => (isLive || data === undefined || isOver(data) ? false : pollEveryMs),
  });
  const isThere = query.data !== undefined;

  useEffect(() => {
    if (!isThere) return;
    setLines([]);
    return followRun(id, {
      run: (run) => client.setQueryData(runQuery(id).queryKey, run),
      line: (line) => setLines((before) => withLine(before, line)),
      hearing: setLive,
      // Its orders and records are whole now; and an answer that was under way meanwhile may be older than the end.
      end: () => void client.invalidateQueries({ queryKey: ['runs'] }),
    });
  }, [client, id, isThere]);

  return { query, run: query.data, lines, isLive };
}

/** One line more, each once: a stream that was opened again may tell one that it has told. */
function withLine(before: readonly RunLine[], line: RunLine): readonly RunLine[] {
  const last = before.at(-1);
  if (last !== undefined && last.id >= line.id) return before;
  return [...before, line].slice(-mostLines);
}
