import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './filters.module.css';

interface Props {
  /** Takes all of them back; left out while none is set. */
  readonly onClear?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What narrows a list, in a row over it. */
export function Filters({ onClear, children }: Props) {
  return (
    <search className={classes['filters']}>
      {children}
      {onClear === undefined ? null : (
        <Button variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </search>
  );
}
