import type { Failure, Order } from '@branch-sync/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { failureStatuses } from '../../format/words.ts';
import { Refused } from '../../ui/answer.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import { State } from '../../ui/state.tsx';
import classes from './order.module.css';

/** What was, or is, in an order's way; nothing where nothing ever was. */
export function OrderFailures({ order: { id, branchCode } }: { readonly order: Order }) {
  const { data, error, refetch } = useInfiniteQuery(
    listed<Failure>('failures', '/api/failures', { order: id, branch: branchCode }),
  );
  if (error !== null && data === undefined) return <Refused error={error} again={refetch} />;
  const failures = data?.pages.flatMap(({ items }) => items) ?? [];
  if (failures.length === 0) return null;
  return (
    <Card title="Failures">
      <ul className={classes['failures']}>
        {failures.map(({ id: failureId, group, title, message, fix, status, lastSeenAt }) => (
          <li key={failureId}>
            <div>
              <State of={failureStatuses[status]} />{' '}
              <Link
                to="/failures/$group"
                params={{ group }}
                search={{ branch: branchCode, status, failure: failureId }}
                className={classes['title'] ?? ''}
              >
                {title}
              </Link>{' '}
              <span className={classes['quiet']}>
                <Moment at={lastSeenAt} />
              </span>
            </div>
            {message === title ? null : <p>{message}</p>}
            {status === 'open' || status === 'retrying' ? <p className={classes['quiet']}>{fix}</p> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
