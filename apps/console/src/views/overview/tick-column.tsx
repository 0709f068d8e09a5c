import type { OverviewBranch } from '@branch-sync/contract';
import { Checkbox } from '@mantine/core';
import type { Column } from '../../ui/table.tsx';

/** Chooses branches for what is done to several of them. */
export function tickColumn(ticked: ReadonlySet<string>, onTicked: (ticked: ReadonlySet<string>) => void): Column<OverviewBranch> {
  return {
    head: 'Select',
    isHeadUnseen: true,
    cell: ({ code, name }) => (
      <Checkbox
        size="md"
        aria-label={`Select ${name}`}
        checked={ticked.has(code)}
        onChange={({ currentTarget: { checked } }) => onTicked(withOrWithout(ticked, code, checked))}
      />
    ),
  };
}

function withOrWithout(ticked: ReadonlySet<string>, code: string, isTicked: boolean): ReadonlySet<string> {
  const changed = new Set(ticked);
  if (isTicked) changed.add(code);
  else changed.delete(code);
  return changed;
}
