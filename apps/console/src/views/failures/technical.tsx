import type { Failure } from '@branch-sync/contract';
import { Facts } from '../../ui/facts.tsx';
import classes from './failure-detail.module.css';

/** For engineers: the call that was refused, and what was kept, as it is. Folded. */
export function Technical({ failure: { technical, payload, code, id } }: { readonly failure: Failure }) {
  return (
    <>
      <details className={classes['folded']}>
        <summary>Technical detail</summary>
        <div>
          <Facts
            of={[
              { name: 'Code', value: <code>{code}</code> },
              { name: 'Id', value: <code>{id}</code> },
              ...(technical === null
                ? [{ name: 'Call', value: 'No call was refused' }]
                : [
                    { name: 'Host', value: technical.host },
                    { name: 'Call', value: <code>{callOf(technical)}</code> },
                    { name: 'Kind', value: technical.kind },
                    { name: 'HTTP status', value: technical.httpStatus ?? '–' },
                    { name: 'Fault code', value: technical.faultCode ?? '–' },
                    { name: 'Took', value: technical.tookMs === null ? '–' : `${Math.round(technical.tookMs)} ms` },
                  ]),
            ]}
          />
          {technical === null ? null : (
            <>
              <p>The last line of the answer</p>
              <pre className={classes['raw']}>{technical.lastLine}</pre>
            </>
          )}
        </div>
      </details>
      {payload === null ? null : (
        <details className={classes['folded']}>
          <summary>What was kept, as JSON</summary>
          <div>
            <pre className={classes['raw']}>{JSON.stringify(payload, null, 2)}</pre>
          </div>
        </details>
      )}
    </>
  );
}

function callOf({ model, method }: NonNullable<Failure['technical']>): string {
  return [model, method].filter((part) => part !== null).join('.') || '–';
}
