import type { SessionAnswer } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { browserName } from '../../format/browser-name.ts';
import { Moment } from '../../ui/moment.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './settings.module.css';

interface Ending {
  /** The sign-in that is being ended; null: none. */
  readonly endingId: string | null;
  readonly onEnd: (session: SessionAnswer) => void;
}

/** What a list of sign-ins tells of each, with a button to end it; the one that asks is left by signing out. */
export function sessionColumns({ endingId, onEnd }: Ending): readonly Column<SessionAnswer>[] {
  return [
    {
      head: 'Browser',
      isWide: true,
      cell: ({ userAgent, isThis }) => (
        <span title={userAgent ?? undefined}>
          {browserName(userAgent)} {isThis ? <State of={{ word: 'This one', tone: 'good' }} /> : null}
        </span>
      ),
    },
    { head: 'From', cell: ({ address }) => (address === null ? null : <code>{address}</code>) },
    { head: 'Signed in', cell: ({ createdAt }) => <Moment at={createdAt} as="clock" /> },
    { head: 'Last used', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} /> },
    { head: 'Over', cell: ({ expiresAt }) => <Moment at={expiresAt} /> },
    {
      head: 'Act',
      isHeadUnseen: true,
      cell: (session) =>
        session.isThis ? null : (
          <div className={classes['acts']}>
            <Button size="xs" variant="default" loading={endingId === session.id} onClick={() => onEnd(session)}>
              End<span className="unseen"> the sign-in from {browserName(session.userAgent)}</span>
            </Button>
          </div>
        ),
    },
  ];
}
