import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './new-branch.module.css';

interface Props {
  readonly onBack?: (() => void) | undefined;
  /** What going on does; left out: the form of the step is sent. */
  readonly onNext?: (() => void) | undefined;
  readonly act: string;
  readonly isWorking?: boolean;
  readonly isShut?: boolean;
  readonly children?: ReactNode;
}

/** The way back and the way on, under a step. */
export function StepFoot({ onBack, onNext, act, isWorking = false, isShut = false, children }: Props) {
  return (
    <div className={classes['foot']}>
      {onBack === undefined ? null : (
        <Button variant="default" onClick={onBack}>
          Back
        </Button>
      )}
      {children}
      <Button type={onNext === undefined ? 'submit' : 'button'} loading={isWorking} disabled={isShut} onClick={onNext}>
        {act}
      </Button>
    </div>
  );
}
