import type { Run, RunAccepted } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { isOver } from '../../live/run.ts';
import { Card } from '../../ui/page.tsx';
import type { AskMany } from './ask-many.ts';
import classes from './push.module.css';
import { Refusals } from './refusals.tsx';
import { confirmable, toWrite } from './run-totals.ts';
import type { Push } from './use-push.ts';
import { type When, WhenChoice } from './when-choice.tsx';

interface Props {
  readonly push: Push;
  readonly known: ReadonlyMap<string, Run>;
  readonly sending: AskMany;
}

/** Sends exactly what the previews have shown, where it still is so when its turn comes. */
export function Confirm({ push: { previews, runs: sent, showRuns, go }, known, sending }: Props) {
  const [when, setWhen] = useState<When>('queue');
  const ready = confirmable(previews, known);
  const records = ready.reduce((sum, run) => sum + toWrite(run), 0);
  const isWhole = previews.every((id) => {
    const run = known.get(id);
    return run !== undefined && isOver(run);
  });
  const unfit = [...known.values()].filter((run) => isOver(run) && run.status !== 'succeeded').length;
  const send = async () => {
    const runs = await sending.ask(ready.map((run) => ({ of: run.branchCode, run: () => confirm(run, when) })));
    if (runs.length > 0) await showRuns(runs);
  };
  // A preview is confirmed once: whoever comes back to it looks at what became of it, or looks again.
  if (sent.length > 0) {
    return (
      <Card title="It was sent">
        <p className={classes['quiet']}>What this preview shows was sent. To send what has changed since then, look again.</p>
        <Button mt="md" variant="default" onClick={() => go('send')}>
          What became of it
        </Button>
      </Card>
    );
  }
  return (
    <Card title="Send it?">
      {ready.length === 0 ? (
        <p className={classes['quiet']}>
          {isWhole
            ? 'There is nothing to write: no branch needs any of it, or something is in the way of all of it.'
            : 'Wait for a preview.'}
        </p>
      ) : (
        <>
          <WhenChoice value={when} onChange={setWhen} />
          <p className={classes['quiet']}>
            Exactly what the preview shows is written. What is something else by then is left alone, and told.
          </p>
          <Button
            mt="md"
            size="md"
            leftSection={<IconUpload size={18} aria-hidden />}
            loading={sending.isAsking}
            disabled={!isWhole}
            onClick={() => void send()}
          >
            Write {countOf(records, 'record')} in {countOf(ready.length, 'branch', 'branches')}
          </Button>
          {isWhole ? null : <p className={classes['quiet']}>It can be sent once all previews are done, or called off.</p>}
        </>
      )}
      {unfit === 0 ? null : (
        <p className={classes['warning']} role="status">
          {countOf(unfit, 'preview')} did not come to an end: nothing is sent there. Mend what is told, and look again.
        </p>
      )}
      <Refusals of={sending.progress?.refused ?? []} />
    </Card>
  );
}

/** The same preview is confirmed once, however often somebody asks. */
function confirm({ id, branchCode }: Run, when: When): Promise<RunAccepted> {
  return request('POST', branchPath(branchCode, '/push'), {
    body: { previewId: id, when },
    headers: { 'idempotency-key': `console-push-${id}` },
  });
}
