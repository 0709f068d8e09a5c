import type { AuditEntry } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countText } from '../../format/money.ts';
import { valueText } from '../../format/value-text.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './settings.module.css';

type Change = AuditEntry['changes'][number];

/** All that is known of an entry: where it came from, what was asked, and each value before and after. */
export function AuditDetail({ of: entry }: { readonly of: AuditEntry }) {
  const { at, address, requestId, detail, changes } = entry;
  const { changesInAll, runId, ...asked } = detail;
  const facts: readonly (Fact | null)[] = [
    { name: 'Moment', value: <Moment at={at} as="whole" /> },
    address === null ? null : { name: 'From', value: <code>{address}</code> },
    requestId === null ? null : { name: 'Request id', value: <CopyText text={requestId} what="the request’s id" /> },
    typeof runId === 'string'
      ? {
          name: 'Run',
          value: (
            <Link to="/runs/$id" params={{ id: runId }}>
              What came of it
            </Link>
          ),
        }
      : null,
    ...Object.entries(asked).map(
      ([name, value]): Fact => ({
        name,
        value: <span className={classes['value']}>{valueText(value)}</span>,
      }),
    ),
  ];
  return (
    <div className={classes['detail']}>
      <Facts of={facts.filter((fact) => fact !== null)} />
      {changes.length === 0 ? null : (
        <Table label="Changes" columns={changeColumns} rows={changes} keyOf={({ field }) => field} />
      )}
      {typeof changesInAll === 'number' ? (
        <p className={classes['quiet']}>
          {countText(changesInAll)} values were changed; the first {countText(changes.length)} of them are kept.
        </p>
      ) : null}
    </div>
  );
}

const changeColumns: readonly Column<Change>[] = [
  { head: 'Field', cell: ({ field }) => <code>{field}</code> },
  { head: 'Before', isWide: true, cell: ({ before }) => <span className={classes['value']}>{valueText(before)}</span> },
  { head: 'After', isWide: true, cell: ({ after }) => <span className={classes['value']}>{valueText(after)}</span> },
];
