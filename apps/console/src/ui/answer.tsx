import { Alert, Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCloudOff } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { refusalText } from '../api/act.ts';
import { NoAnswerError } from '../api/request.ts';
import classes from './answer.module.css';

type Asked<Answer> = Pick<UseQueryResult<Answer>, 'data' | 'error' | 'isPending' | 'isFetching'> & {
  readonly refetch: () => unknown;
};

interface Props<Answer> {
  readonly of: Asked<Answer>;
  /** What stands where there is nothing: say what to do. */
  readonly empty?: ReactNode;
  readonly isEmpty?: (answer: Answer) => boolean;
  readonly children: (answer: Answer) => ReactNode;
}

/** What the API answered; until then that it is asked, and where it refused or did not answer, why, and a way on. What was there stays. */
export function Answer<Answer>({ of, empty, isEmpty, children }: Props<Answer>) {
  const { data, error, isPending } = of;
  if (data === undefined) return isPending && error === null ? <Waiting /> : <Refused error={error} again={of.refetch} />;
  return (
    <>
      {error === null ? null : <Refused error={error} again={of.refetch} isOld />}
      {empty !== undefined && isEmpty?.(data) ? <Empty>{empty}</Empty> : children(data)}
    </>
  );
}

interface WaitingProps {
  readonly label?: string;
  /** Whether it takes so long that one wants to read what for. */
  readonly isLong?: boolean;
}

/** That something is asked for: shown after a moment only, so that what is fast does not flicker. */
export function Waiting({ label = 'Loading', isLong = false }: WaitingProps) {
  return (
    <div className={classes['waiting']} role="status" aria-label={label}>
      <Loader size="sm" aria-hidden />
      {isLong ? <p>{label}</p> : null}
    </div>
  );
}

/** That there is nothing, and what to do about it. */
export function Empty({ children }: { readonly children: ReactNode }) {
  return <div className={classes['empty']}>{children}</div>;
}

interface RefusedProps {
  readonly error: Error | null;
  readonly again?: (() => unknown) | undefined;
  /** Whether what was there before is still shown. */
  readonly isOld?: boolean;
}

/** Why there is no answer, in the API's words. */
export function Refused({ error, again, isOld = false }: RefusedProps) {
  const isAway = error instanceof NoAnswerError;
  const text = error === null ? 'There is no answer.' : refusalText(error);
  return (
    <Alert
      className={classes['refused'] ?? ''}
      color={isAway ? 'yellow' : 'red'}
      icon={isAway ? <IconCloudOff aria-hidden /> : <IconAlertTriangle aria-hidden />}
      title={isAway ? 'No answer' : 'Refused'}
    >
      <p className={classes['text']}>
        {text}
        {isOld ? ' What is shown below is what was known before.' : ''}
      </p>
      {again === undefined ? null : (
        <Button size="xs" variant="default" onClick={() => void again()}>
          Try again
        </Button>
      )}
    </Alert>
  );
}
