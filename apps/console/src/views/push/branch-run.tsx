import type { Run } from '@branch-sync/contract';
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight, IconDownload } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { countsText } from '../../format/run-words.ts';
import { runStatuses } from '../../format/words.ts';
import { isOver, useRun } from '../../live/run.ts';
import { State } from '../../ui/state.tsx';
import { RunTrouble } from '../runs/run-trouble.tsx';
import classes from './push.module.css';
import { RecordSections } from './record-sections.tsx';

interface Props {
  readonly run: Run;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly onCancel?: (() => void) | undefined;
}

/** What a push does, or would do, in one branch: in a line; unfolded, record by record, while it goes on. */
export function BranchRun({ run, isOpen, onToggle, onCancel }: Props) {
  const id = `run-${run.id}`;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className={classes['branch']}>
      <div className={classes['branchLine']}>
        <UnstyledButton
          className={classes['branchName'] ?? ''}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <Chevron size={16} aria-hidden />
          {run.branchCode}
        </UnstyledButton>
        <span>
          <State of={runStatuses[run.status]} />
        </span>
        <span className={classes['counts']}>{countsText(run)}</span>
        {onCancel === undefined || isOver(run) || run.cancelRequestedAt !== null ? null : (
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel<span className="unseen"> {run.branchCode}</span>
          </Button>
        )}
      </div>
      {isOpen ? (
        <div id={id} className={classes['branchBody']}>
          <LiveRun run={run} />
        </div>
      ) : run.error === null ? null : (
        <p className={classes['branchError']}>{run.error.message}</p>
      )}
    </li>
  );
}

/** The unfolded one is followed as it tells of itself. */
function LiveRun({ run: known }: { readonly run: Run }) {
  const { run = known, lines } = useRun(known.id);
  const line = lines.at(-1);
  return (
    <>
      <RunTrouble run={run} />
      {isOver(run) || line === undefined ? null : <output className={classes['quiet']}>{line.text}</output>}
      <RecordSections run={run} />
      <p className={classes['branchLinks']}>
        <Link to="/runs/$id" params={{ id: run.id }}>
          The whole run
        </Link>
        <Button
          component="a"
          href={`/api/runs/${run.id}/records.csv`}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
        >
          CSV
        </Button>
      </p>
    </>
  );
}
