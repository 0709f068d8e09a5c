import { CloseButton } from '@mantine/core';
import { RetryingRuns } from './retrying-runs.tsx';
import type { Told } from './told.ts';
import classes from './told-bar.module.css';

/** What the last deed has come to: at the foot of the page, wherever one has scrolled to, until it is read. */
export function ToldBar({ of: told, onClose }: { readonly of: Told | null; readonly onClose: () => void }) {
  return (
    <output className={classes['bar']} data-empty={told === null}>
      {told === null ? null : (
        <>
          <div className={classes['text']}>
            <p>{told.text}</p>
            <RetryingRuns runs={told.runs} />
          </div>
          <CloseButton aria-label="Close what was done" onClick={onClose} />
        </>
      )}
    </output>
  );
}
