import type { Failure } from '@branch-sync/contract';
import { Button, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import type { Ref } from 'react';
import { countOf } from '../../format/money.ts';
import { failureStatuses, runKinds } from '../../format/words.ts';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { Money } from '../../ui/money.tsx';
import { State } from '../../ui/state.tsx';
import { FailureDetail } from './failure-detail.tsx';
import classes from './failure-rows.module.css';
import { readPayload } from './payload.ts';

interface Props {
  readonly failure: Failure;
  readonly isOpen: boolean;
  readonly isMarked: boolean;
  readonly mark: { readonly ref: Ref<HTMLButtonElement>; readonly onFocus: () => void };
  readonly onToggle: () => void;
  /** Left out: whoever looks may not. */
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
  readonly onReopen?: (() => void) | undefined;
}

/** One failure in a line; unfolded, all that is known of it. */
export function FailureRow({ failure, isOpen, isMarked, mark, onToggle, onRetry, onDismiss, onReopen }: Props) {
  const name = nameOf(failure);
  const id = `failure-${failure.id}`;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const unseen = <span className="unseen"> {name}</span>;
  return (
    <li className={classes['row']} data-marked={isMarked} data-open={isOpen}>
      <div className={classes['line']}>
        <UnstyledButton
          className={classes['name'] ?? ''}
          aria-expanded={isOpen}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
          {...mark}
        >
          <Chevron size={16} aria-hidden />
          <span>{name}</span>
        </UnstyledButton>
        <span>
          <State of={failureStatuses[failure.status]} />
        </span>
        <span className={classes['branch']}>{failure.branchCode}</span>
        <span className={classes['amount']}>
          {failure.amount === null ? null : <Money amount={failure.amount} currency={failure.currency} />}
        </span>
        <span className={classes['quiet']}>
          {countOf(failure.attempts, 'attempt')}, last <BranchMoment branch={failure.branchCode} at={failure.lastSeenAt} />
        </span>
        <span className={classes['acts']}>
          {onRetry === undefined ? null : (
            <Button size="xs" variant="light" onClick={onRetry}>
              Retry{unseen}
            </Button>
          )}
          {onDismiss === undefined ? null : (
            <Button size="xs" variant="default" onClick={onDismiss}>
              Dismiss{unseen}
            </Button>
          )}
          {onReopen === undefined ? null : (
            <Button size="xs" variant="default" onClick={onReopen}>
              Reopen{unseen}
            </Button>
          )}
        </span>
      </div>
      {isOpen ? (
        <div id={id} className={classes['detail']}>
          <FailureDetail failure={failure} />
        </div>
      ) : null}
    </li>
  );
}

/** What a failure befell, as people call it. */
export function nameOf(failure: Failure): string {
  if (failure.posReference !== null) return `Order ${failure.posReference}`;
  const payload = readPayload(failure.payload);
  if (payload.kind === 'record' && payload.name !== '') return payload.name;
  if (payload.kind === 'order') return `Order ${payload.posOrder.reference}`;
  return failure.runId === null ? `Branch ${failure.branchCode}` : `${runKinds[failure.kind]} of ${failure.branchCode}`;
}
