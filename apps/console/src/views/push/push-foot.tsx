import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './push.module.css';

interface Props {
  readonly onBack?: (() => void) | undefined;
  readonly onNext?: (() => void) | undefined;
  readonly act?: string;
  /** Why one cannot go on yet; null: one can. */
  readonly missing?: string | null;
  readonly children?: ReactNode;
}

/** The way back and the way on, under a step; and what is missing before one can go on. */
export function PushFoot({ onBack, onNext, act = 'Go on', missing = null, children }: Props) {
  return (
    <div className={classes['foot']}>
      {onBack === undefined ? null : (
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      )}
      <output className={classes['missing']}>{missing}</output>
      {children}
      {onNext === undefined ? null : (
        <Button onClick={onNext} disabled={missing !== null}>
          {act}
        </Button>
      )}
    </div>
  );
}
