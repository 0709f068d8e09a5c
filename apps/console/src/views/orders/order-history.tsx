import type { OrderDetail } from '@branch-sync/contract';
import { IconCircleCheck, IconCircleX, IconCurrencyDollar, IconEye, IconEyeOff, IconHeartbeat } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { runKinds } from '../../format/words.ts';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { Card } from '../../ui/page.tsx';
import classes from './order.module.css';

type Event = OrderDetail['history'][number];

const events: Readonly<Record<Event['what'], { readonly word: string; readonly Icon: typeof IconEye; readonly tone: string }>> = {
  sold: { word: 'Sold', Icon: IconCurrencyDollar, tone: 'idle' },
  tried: { word: 'Tried', Icon: IconCircleX, tone: 'bad' },
  imported: { word: 'Imported', Icon: IconCircleCheck, tone: 'good' },
  cured: { word: 'Cured', Icon: IconHeartbeat, tone: 'good' },
  dismissed: { word: 'Dismissed', Icon: IconEyeOff, tone: 'idle' },
  seen: { word: 'Seen', Icon: IconEye, tone: 'busy' },
};

/** What happened to an order, the first thing first. */
export function OrderHistory({ order: { history, branchCode } }: { readonly order: OrderDetail }) {
  return (
    <Card title="History">
      <ol className={classes['history']}>
        {history.map((event, index) => {
          const { word, Icon, tone } = events[event.what];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: what has happened stays in its place.
            <li key={index}>
              <span className={classes['mark']} data-tone={tone}>
                <Icon size={16} aria-hidden />
              </span>
              <div>
                <b>{word}</b>{' '}
                <span className={classes['quiet']}>
                  <BranchMoment at={event.at} branch={branchCode} as="whole" />
                </span>
                <p>
                  {event.text} <Trail of={event} />
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Card>
  );
}

/** The run that did it. */
function Trail({ of: { run } }: { readonly of: Event }) {
  if (run === null) return null;
  return (
    <Link to="/runs/$id" params={{ id: run.id }}>
      {runKinds[run.kind]} run
    </Link>
  );
}
