import { Group } from '@mantine/core';
import type { ReactNode } from 'react';

/** What narrows a list, in a row over it. */
export function Filters({ children }: { readonly children: ReactNode }) {
  return (
    <Group component="search" gap="xs" wrap="wrap" align="end">
      {children}
    </Group>
  );
}
