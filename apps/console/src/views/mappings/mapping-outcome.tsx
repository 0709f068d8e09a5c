import type { MappingImport, MappingsSet } from '@branch-sync/contract';
import { Alert, Button } from '@mantine/core';
import { useAct } from '../../api/act.ts';
import { type MappingSetting, setMappings } from '../../api/mappings.ts';
import { countOf } from '../../format/money.ts';
import { Amounts } from '../../ui/money.tsx';
import { RetryingRuns } from '../failures/retrying-runs.tsx';
import { doneText } from './done-text.ts';
import classes from './mappings.module.css';

/** What was mapped, and what came of it. */
export interface DoneMapping {
  /** As they were sent; none where a file was. */
  readonly settings: readonly MappingSetting[];
  readonly answer: MappingsSet | MappingImport;
}

interface Props {
  readonly code: string;
  readonly done: DoneMapping | null;
  readonly onDone: (done: DoneMapping | null) => void;
}

/** What mapping has come to: what it cures, and the runs that bring it in; what waits still can be tried again. */
export function MappingOutcome({ code, done, onDone }: Props) {
  const again = useAct<readonly MappingSetting[], DoneMapping>({
    run: async (settings) => ({ settings, answer: await setMappings(code, settings, true) }),
    after: onDone,
  });
  return (
    <output>
      {done === null ? null : (
        <Alert color="green" withCloseButton closeButtonLabel="Close" onClose={() => onDone(null)} title={doneText(done)}>
          <Cured of={done.answer} />
          {done.settings.length > 0 && done.answer.runs.length === 0 && done.answer.curable.orders > 0 ? (
            <Button size="xs" variant="default" loading={again.isPending} onClick={() => again.mutate(done.settings)}>
              Try them again
            </Button>
          ) : null}
        </Alert>
      )}
    </output>
  );
}

function Cured({ of: { curable, runs, unchecked } }: { readonly of: MappingsSet | MappingImport }) {
  return (
    <>
      <p className={classes['outcome']}>
        {curable.failures === 0 ? (
          'Nothing waited for it.'
        ) : (
          <>
            That cures {countOf(curable.failures, 'failure')}: {countOf(curable.orders, 'order')} that nothing else holds up,{' '}
            <Amounts of={curable.amounts} none="without a sum" />.
          </>
        )}
      </p>
      {unchecked === null ? null : <p className={classes['outcome']}>It was set without a look at central: {unchecked}</p>}
      <RetryingRuns runs={runs} />
    </>
  );
}
