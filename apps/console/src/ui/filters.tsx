import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface Props {
  /** Takes all of them back; left out while none is set. */
  readonly onClear?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** What narrows a list, in a row over it. */
export function Filters({ onClear, children }: Props) {
  return (
    <Group component="search" gap="xs" wrap="wrap" align="end">
      {children}
      {onClear === undefined ? null : (
        <Button variant="subtle" onClick={onClear}>
          Clear filters
        </Button>
      )}
    </Group>
  );
}
