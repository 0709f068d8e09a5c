import type { FailureGroup } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconBan, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Ref } from 'react';
import { countOf } from '../../format/money.ts';
import { failureSeverities } from '../../format/words.ts';
import { Moment } from '../../ui/moment.tsx';
import { Amounts } from '../../ui/money.tsx';
import { State } from '../../ui/state.tsx';
import { branchesText } from './branches-text.ts';
import { codeText } from './codes.ts';
import type { GroupFilter } from './failure-filters.tsx';
import classes from './groups.module.css';

interface Props {
  readonly group: FailureGroup;
  /** What is filtered by: it is kept inside the group. */
  readonly filter: GroupFilter;
  readonly isMarked: boolean;
  readonly mark: { readonly ref: Ref<HTMLAnchorElement>; readonly onFocus: () => void };
  /** Left out: whoever looks may not. */
  readonly onRetry?: (() => void) | undefined;
  readonly onDismiss?: (() => void) | undefined;
}

/** One cause: what it is, what waits for it, since when, and what to do, at a glance. */
export function GroupRow({ group, filter, isMarked, mark, onRetry, onDismiss }: Props) {
  const { branch, status } = filter;
  return (
    <li className={classes['row']} data-marked={isMarked} data-severity={group.severity}>
      <div className={classes['cause']}>
        <h3>
          <Link
            to="/failures/$group"
            params={{ group: group.group }}
            search={{ ...(branch === undefined ? {} : { branch }), ...(status === undefined ? {} : { status }) }}
            {...mark}
          >
            {group.title}
          </Link>
        </h3>
        <p className={classes['fix']} title={group.fix}>
          {group.fix}
        </p>
        <p className={classes['facts']}>
          <State of={failureSeverities[group.severity]} />
          <span>{codeText(group.code)}</span>
          <span title={group.branches.join(', ')}>{branchesText(group.branches, group.branchCount)}</span>
          <span>
            first seen <Moment at={group.firstSeenAt} />, last <Moment at={group.lastSeenAt} />
          </span>
        </p>
      </div>
      <div className={classes['waiting']}>
        <strong>{countOf(group.failures, 'failure')}</strong>
        {group.orders === 0 ? (
          <span className={classes['quiet']}>No order waits</span>
        ) : (
          <>
            <span>{countOf(group.orders, 'order')} waiting</span>
            <Amounts of={group.amounts} />
          </>
        )}
      </div>
      <div className={classes['acts']}>
        {onRetry === undefined ? null : (
          <Button size="xs" variant="light" leftSection={<IconRefresh size={14} aria-hidden />} onClick={onRetry}>
            Retry<span className="unseen"> {group.title}</span>
          </Button>
        )}
        {onDismiss === undefined ? null : (
          <Button size="xs" variant="default" leftSection={<IconBan size={14} aria-hidden />} onClick={onDismiss}>
            Dismiss<span className="unseen"> {group.title}</span>
          </Button>
        )}
      </div>
    </li>
  );
}
