import type { MappingsSet } from '@branch-sync/contract';
import { IconCircleCheck } from '@tabler/icons-react';
import { countOf } from '../../format/money.ts';
import { Amounts } from '../../ui/money.tsx';
import classes from './cure.module.css';
import { RetryingRuns } from './retrying-runs.tsx';

/** What a link has come to: what it cures, and the runs that bring it in. */
export function Linked({ of: { set, curable, runs, unchecked } }: { readonly of: MappingsSet }) {
  const [first] = set;
  return (
    <div className={classes['linked']}>
      <p>
        <IconCircleCheck size={20} aria-hidden />
        <span>
          Linked to <b>{first?.centralName ?? `#${first?.centralId}`}</b>
          {set.length > 1 ? ` in ${countOf(set.length, 'place')}` : ''}.{' '}
          {curable.failures === 0 ? (
            'Nothing waited for it.'
          ) : (
            <>
              That cures {countOf(curable.failures, 'failure')}: {countOf(curable.orders, 'order')} that nothing else holds up
              {curable.amounts.length === 0 ? null : (
                <>
                  , <Amounts of={curable.amounts} />
                </>
              )}
              .
            </>
          )}
        </span>
      </p>
      {unchecked === null ? null : <p>It was set without a look at central: {unchecked}</p>}
      <RetryingRuns runs={runs} />
    </div>
  );
}
