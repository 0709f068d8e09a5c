import type { ReconciledDay } from '@branch-sync/contract';
import { differenceOf, isSome } from '../../format/decimal.ts';
import { Empty } from '../../ui/answer.tsx';
import { Money } from '../../ui/money.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import classes from './books.module.css';
import { besideEachOther } from './methods-beside.ts';

type Totals = ReconciledDay['figures']['branch']['byMethod'];

interface Props {
  readonly till: Totals;
  readonly ledger: Totals;
  readonly currency: string | null;
}

/** What was paid in which way, at the till and as the ledger has kept it. */
export function Methods({ till, ledger, currency }: Props) {
  const money = (amount: string | null) => (amount === null ? null : <Money amount={amount} currency={currency} />);
  const rows = till === null || ledger === null ? [] : besideEachOther(till, ledger);
  return (
    <Card title="By way of paying" isFlush={rows.length > 0}>
      {rows.length === 0 ? (
        <Empty>
          {till === null || ledger === null
            ? 'Ways of paying were not compared: the ledger has forgotten those of this day.'
            : 'Nothing was paid on this day.'}
        </Empty>
      ) : (
        <Table
          label="What was paid in which way"
          rows={rows}
          keyOf={({ id }) => String(id)}
          columns={[
            { head: 'Way of paying', isWide: true, cell: ({ method }) => method },
            { head: 'Till', isNumber: true, cell: (row) => money(row.till) },
            { head: 'Ledger', isNumber: true, cell: (row) => money(row.ledger) },
            {
              head: 'Ledger less till',
              isNumber: true,
              cell: (row) => {
                const less = differenceOf(row.ledger ?? '0', row.till ?? '0');
                return (
                  <span className={classes['tally']} data-differs={isSome(less)}>
                    {money(less)}
                  </span>
                );
              },
            },
          ]}
        />
      )}
    </Card>
  );
}
