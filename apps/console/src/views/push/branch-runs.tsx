import type { Run } from '@branch-sync/contract';
import { Button, Center } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { useIdentity } from '../../api/identity.ts';
import { request } from '../../api/request.ts';
import { countText } from '../../format/money.ts';
import { BranchRun } from './branch-run.tsx';
import classes from './push.module.css';
import type { Push } from './use-push.ts';

interface Props {
  readonly push: Push;
  readonly label: string;
  readonly ids: readonly string[];
  readonly known: ReadonlyMap<string, Run>;
}

const atFirst = 50;

/** The runs of a push, a branch each; those that failed first. One alone is unfolded by itself. */
export function BranchRuns({ push: { search, look }, label, ids, known }: Props) {
  const { may } = useIdentity();
  const [length, setLength] = useState(atFirst);
  const cancel = useAct({ run: (id: string) => request('POST', `/api/runs/${id}/cancel`) });
  const runs = ids.flatMap((id) => known.get(id) ?? []);
  const sorted = [...runs.filter(isInTrouble), ...runs.filter((run) => !isInTrouble(run))];
  const open = search.open ?? (ids.length === 1 ? ids[0] : undefined);
  return (
    <>
      <ol className={classes['branches']} aria-label={label}>
        {sorted.slice(0, length).map((run) => (
          <BranchRun
            key={run.id}
            run={run}
            isOpen={run.id === open}
            onToggle={() => look({ open: run.id === open ? 'none' : run.id })}
            onCancel={may('operator') ? () => cancel.mutate(run.id) : undefined}
          />
        ))}
      </ol>
      {sorted.length > length ? (
        <Center p="md">
          <Button variant="default" onClick={() => setLength(length + atFirst)}>
            Show more ({countText(length)} of {countText(sorted.length)} are shown)
          </Button>
        </Center>
      ) : null}
    </>
  );
}

function isInTrouble({ status }: Run): boolean {
  return status === 'failed' || status === 'partial';
}
