import type { ApiKey } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { keyActs, roleWords, type StateWords } from '../../format/words.ts';
import { useNow } from '../../live/now.ts';
import { Moment } from '../../ui/moment.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import classes from './settings.module.css';

/** What a list of keys tells of each; those that still open anything can be revoked. */
export function keyColumns(onRevoke: (key: ApiKey) => void, revokingId: string | null): readonly Column<ApiKey>[] {
  return [
    {
      head: 'Key',
      isWide: true,
      cell: ({ name, prefix }) => (
        <div>
          <div>{name}</div>
          <code className={classes['quiet']}>{prefix}…</code>
        </div>
      ),
    },
    { head: 'State', cell: (key) => <StateOf of={key} /> },
    { head: 'Role', cell: ({ role }) => roleWords[role].word },
    { head: 'For', cell: ({ acts }) => (acts === null ? 'All of it' : acts.map((act) => keyActs[act]).join(', ')) },
    { head: 'Branches', cell: ({ branches }) => (branches === null ? 'All' : branches.join(', ')) },
    { head: 'Last used', cell: ({ lastUsedAt }) => <Moment at={lastUsedAt} none="Never" /> },
    { head: 'Expires', cell: ({ expiresAt }) => <Moment at={expiresAt} none="Never" /> },
    { head: 'Made', cell: ({ createdAt }) => <Moment at={createdAt} /> },
    {
      head: 'Acts',
      isHeadUnseen: true,
      cell: (key) =>
        key.revokedAt !== null ? null : (
          <div className={classes['acts']}>
            <Button size="xs" color="red" variant="outline" loading={revokingId === key.id} onClick={() => onRevoke(key)}>
              Revoke<span className="unseen"> {key.name}</span>
            </Button>
          </div>
        ),
    },
  ];
}

function StateOf({ of: key }: { readonly of: ApiKey }) {
  return <State of={stateOf(key, useNow())} />;
}

function stateOf({ revokedAt, expiresAt }: ApiKey, nowMs: number): StateWords {
  if (revokedAt !== null) return { word: 'Revoked', tone: 'idle' };
  if (expiresAt !== null && Date.parse(expiresAt) <= nowMs) return { word: 'Expired', tone: 'warn' };
  return { word: 'Holds', tone: 'good' };
}
