import type { OverviewBranch } from '@branch-sync/contract';
import { Button, Checkbox, Group } from '@mantine/core';
import { countOf, countText } from '../../format/money.ts';
import classes from './branches.module.css';
import { useReceiveMany } from './receive-many.ts';
import { ReceiveSummary } from './receive-summary.tsx';

interface Props {
  readonly branches: readonly OverviewBranch[];
  /** Those that the search has left. */
  readonly found: readonly OverviewBranch[];
  readonly ticked: ReadonlySet<string>;
  readonly onTicked: (ticked: ReadonlySet<string>) => void;
}

/** What can be done to the branches that are ticked, and how it goes. */
export function ReceiveBar({ branches, found, ticked, onTicked }: Props) {
  const { progress, receive, putAway } = useReceiveMany();
  const codes = branches.filter(({ code }) => ticked.has(code)).map(({ code }) => code);
  const isEach = found.length > 0 && found.every(({ code }) => ticked.has(code));
  const isAny = found.some(({ code }) => ticked.has(code));
  const isUnderWay = progress !== null && progress.done < progress.asked;

  return (
    <>
      <Group gap="sm" className={classes['acts'] ?? ''}>
        <Checkbox
          label={`Select ${found.length === 1 ? 'it' : `all ${countText(found.length)}`}`}
          checked={isEach}
          indeterminate={isAny && !isEach}
          disabled={found.length === 0}
          onChange={() => onTicked(new Set(isEach ? [] : [...ticked, ...found.map(({ code }) => code)]))}
        />
        <Button
          disabled={codes.length === 0}
          loading={isUnderWay}
          onClick={() => {
            void receive(codes);
            onTicked(new Set());
          }}
        >
          {codes.length === 0 ? 'Receive now' : `Receive ${countOf(codes.length, 'branch', 'branches')} now`}
        </Button>
      </Group>
      {progress === null ? null : <ReceiveSummary progress={progress} onClose={putAway} />}
    </>
  );
}
