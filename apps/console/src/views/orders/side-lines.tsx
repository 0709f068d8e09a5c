import { differenceOf, isSome } from '../../format/decimal.ts';
import { moneyText } from '../../format/money.ts';
import { Money } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { alignLines, type LinePair, nameOf, type OrderLine } from './align-lines.ts';
import classes from './order.module.css';
import { currencyOf, type Sides } from './sides.ts';

/** The lines of both sides beside each other; what differs stands out. */
export function SideLines({ till, sale }: Sides) {
  const currency = currencyOf({ till, sale });
  const pairs = alignLines(till?.lines ?? [], sale?.lines ?? []);
  const doDiffer = till !== null && sale !== null && pairs.some((pair) => isSome(differenceIn(pair)));
  const columns: (Column<LinePair> | null)[] = [
    { head: 'Line', isWide: true, cell: (pair) => <WhatLine pair={pair} /> },
    till === null
      ? null
      : { head: 'At the till', isNumber: true, cell: ({ branch }) => <HowMuch line={branch} currency={till.currency} /> },
    sale === null
      ? null
      : { head: 'In central', isNumber: true, cell: ({ central }) => <HowMuch line={central} currency={sale.currency} /> },
    doDiffer ? { head: 'Difference', isNumber: true, cell: (pair) => <Differs pair={pair} currency={currency} /> } : null,
  ];
  return (
    <Table
      label="Lines"
      columns={columns.filter((column) => column !== null)}
      rows={pairs}
      keyOf={({ branch, central }) => `${branch?.id} ${central?.id}`}
    />
  );
}

/** The till's words; central's where the till has no such line, or where it says more. */
function WhatLine({ pair: { branch, central } }: { readonly pair: LinePair }) {
  const line = branch ?? central;
  if (line === null) return null;
  const more = new Set([branch, central].flatMap((side) => side?.description.split('\n').slice(1) ?? []));
  return (
    <div>
      <div>{nameOf(line) || '–'}</div>
      {[...more]
        .filter((text) => text !== '')
        .map((text) => (
          <div key={text} className={classes['quiet']}>
            {text}
          </div>
        ))}
    </div>
  );
}

function HowMuch({ line, currency }: { readonly line: OrderLine | null; readonly currency: string | null }) {
  if (line === null) return <span className={classes['quiet']}>Not there</span>;
  // A note or a section.
  if (line.product === null && line.quantity === 0) return <span className={classes['quiet']}>A note</span>;
  const { quantity, unitPrice, discount, taxes, total } = line;
  const less = discount === 0 ? '' : `, ${discount}% off`;
  return (
    <div>
      <Money amount={total} currency={currency} />
      <div className={classes['quiet']}>
        {quantity} × {moneyText(String(unitPrice), currency)}
        {less}
      </div>
      {taxes.length === 0 ? null : <div className={classes['quiet']}>{taxes.join(', ')}</div>}
    </div>
  );
}

function differenceIn({ branch, central }: LinePair): string {
  return differenceOf(central?.total ?? '0', branch?.total ?? '0');
}

function Differs({ pair, currency }: { readonly pair: LinePair; readonly currency: string | null }) {
  const difference = differenceIn(pair);
  if (!isSome(difference)) return null;
  return (
    <span className={classes['differs']}>
      <Money amount={difference} currency={currency} />
    </span>
  );
}
