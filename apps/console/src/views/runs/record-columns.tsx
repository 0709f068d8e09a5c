import type { PushResult } from '@branch-sync/contract';
import { modelWords, pushActions } from '../../format/words.ts';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './run.module.css';

/** What a list of pushed records tells of each. `isEnded`: the run is over, so that what was about to be written was cut off. */
export function recordColumns(isPreview: boolean, isEnded: boolean): readonly Column<PushResult>[] {
  return [
    {
      head: 'Record',
      isWide: true,
      cell: ({ name, centralId }) => (
        <>
          {name} <span className={classes['quiet']}>#{centralId}</span>
        </>
      ),
    },
    { head: 'Kind', cell: ({ model }) => modelWords[model].one },
    {
      head: isPreview ? 'What would become of it' : 'What became of it',
      cell: ({ action, isDone }) => {
        const { word, wouldBe, tone } = pushActions[action];
        if (isPreview || isDone) return <State of={{ word: isPreview ? wouldBe : word, tone }} />;
        return <State of={isEnded ? { word: 'Cut off', tone: 'warn' } : { word: 'Being written', tone: 'busy' }} />;
      },
    },
    { head: 'Changes', isWide: true, cell: (result) => <Changes of={result} isCutOff={!result.isDone && isEnded} /> },
  ];
}

function Changes({ of: { fields, message, fix, remoteId }, isCutOff }: { readonly of: PushResult; readonly isCutOff: boolean }) {
  return (
    <div>
      {message === null ? null : <div>{message}</div>}
      {fix === null ? null : <div className={classes['quiet']}>{fix}</div>}
      {isCutOff ? <div>Nobody knows whether it was written: a later push tells.</div> : null}
      {fields.length === 0 ? null : (
        <ul className={classes['changes']}>
          {fields.map(({ field, before, after }) => (
            <li key={field}>
              <span className={classes['quiet']}>{fieldText(field)}:</span> {before === null ? null : <s>{before}</s>}{' '}
              <ins>{after ?? 'nothing'}</ins>
            </li>
          ))}
        </ul>
      )}
      {message === null && fields.length === 0 ? (
        <span className={classes['quiet']}>{remoteId === null ? '–' : `Record ${remoteId} of the branch`}</span>
      ) : null}
    </div>
  );
}

/** `in_pos`: in pos. */
function fieldText(field: string): string {
  return field.replaceAll('_', ' ');
}
