import { Alert } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { countOf, countText } from '../../format/money.ts';
import classes from './branches.module.css';
import type { ReceiveProgress } from './receive-many.ts';

const namedAtMost = 20;

/** How far it is to have several branches received, and which of them did not take it. */
export function ReceiveSummary({ progress, onClose }: { readonly progress: ReceiveProgress; readonly onClose: () => void }) {
  const { asked, done, refused } = progress;
  const isOver = done === asked;
  const taken = done - refused.length;
  return (
    <Alert
      role="status"
      className={classes['summary'] ?? ''}
      color={refused.length > 0 ? 'red' : 'blue'}
      withCloseButton={isOver}
      closeButtonLabel="Put this away"
      onClose={onClose}
    >
      <p>
        {isOver
          ? `Asked for ${countOf(taken, 'receive', 'receives')}. `
          : `Asking: ${countText(done)} of ${countOf(asked, 'branch', 'branches')}. `}
        {taken > 0 && isOver ? (
          <Link to="/runs" search={{ kind: 'receive', trigger: 'manual' }}>
            See how they go
          </Link>
        ) : null}
      </p>
      {refused.length === 0 ? null : (
        <>
          <p>{countOf(refused.length, 'branch', 'branches')} did not take it:</p>
          <ul>
            {refused.slice(0, namedAtMost).map(({ code, text }) => (
              <li key={code}>
                <b>{code}</b>: {text}
              </li>
            ))}
            {refused.length > namedAtMost ? <li>and {countText(refused.length - namedAtMost)} more</li> : null}
          </ul>
        </>
      )}
    </Alert>
  );
}
