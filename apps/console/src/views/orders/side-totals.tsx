import { differenceOf, isSome } from '../../format/decimal.ts';
import { moneyText } from '../../format/money.ts';
import { Money } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './order.module.css';
import { currencyOf, type Sale, type Sides, type Till } from './sides.ts';

interface Row {
  readonly name: string;
  readonly till: string | null;
  readonly sale: string | null;
}

/** What each side sums up to, by how much they differ, and how the till was paid. */
export function SideTotals({ till, sale, adjustment }: Sides & { readonly adjustment: string | null }) {
  const rowOf = (name: string, of: (side: Till | Sale) => string): Row => ({
    name,
    till: till === null ? null : of(till),
    sale: sale === null ? null : of(sale),
  });
  const rows = [
    rowOf('Untaxed', ({ untaxed }) => untaxed),
    rowOf('Taxes', ({ tax }) => tax),
    rowOf('Total', ({ total }) => total),
    ...(till?.payments ?? []).map(({ method, amount }): Row => ({ name: `Paid: ${method}`, till: amount, sale: null })),
  ];
  return (
    <>
      <Table label="Totals" columns={columnsOf({ till, sale })} rows={rows} keyOf={(row) => `${row.name} ${row.till}`} />
      {isSome(adjustment) ? (
        <p className={classes['quiet']}>
          A line of ours adds {moneyText(adjustment, currencyOf({ till, sale }))} in central, to make the totals agree.
        </p>
      ) : null}
    </>
  );
}

function columnsOf({ till, sale }: Sides): Column<Row>[] {
  const currency = currencyOf({ till, sale });
  const amount = (value: string | null, of: string | null) => (value === null ? null : <Money amount={value} currency={of} />);
  const columns: (Column<Row> | null)[] = [
    { head: 'Sum', isWide: true, cell: ({ name }) => (name === 'Total' ? <b>{name}</b> : name) },
    till === null ? null : { head: 'At the till', isNumber: true, cell: (row) => amount(row.till, till.currency) },
    sale === null ? null : { head: 'In central', isNumber: true, cell: (row) => amount(row.sale, sale.currency) },
    till === null || sale === null
      ? null
      : { head: 'Difference', isNumber: true, cell: (row) => <Differs row={row} currency={currency} /> },
  ];
  return columns.filter((column) => column !== null);
}

function Differs({ row: { till, sale }, currency }: { readonly row: Row; readonly currency: string | null }) {
  if (till === null || sale === null) return null;
  const difference = differenceOf(sale, till);
  if (!isSome(difference)) return <span className={classes['quiet']}>None</span>;
  return (
    <span className={classes['differs']}>
      <Money amount={difference} currency={currency} />
    </span>
  );
}
