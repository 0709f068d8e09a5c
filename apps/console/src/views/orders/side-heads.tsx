import { BranchMoment } from '../../ui/branch-moment.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './order.module.css';
import type { Sale, Sides, Till } from './sides.ts';

interface Row {
  readonly name: string;
  readonly isMoment?: boolean;
  readonly of: (side: Till | Sale) => string | null;
}

const rows: readonly Row[] = [
  { name: 'Order', of: ({ name }) => name },
  { name: 'State in its Odoo', of: ({ state }) => state },
  { name: 'Ordered', isMoment: true, of: ({ orderedAt }) => orderedAt },
  { name: 'Customer', of: ({ customer }) => customer },
  { name: 'Salesperson', of: ({ salesperson }) => salesperson },
  { name: 'Note', of: (side) => ('note' in side ? side.note : null) },
];

/** Whose order it is, on each side; what neither says is left out. */
export function SideHeads({ branchCode, till, sale }: Sides & { readonly branchCode: string }) {
  const valueIn = (row: Row, side: Till | Sale | null) => {
    const value = side === null ? null : row.of(side);
    if (value !== null && row.isMoment === true) return <BranchMoment at={value} branch={branchCode} as="whole" />;
    return value;
  };
  const said = rows.filter(({ of }) => [till, sale].some((side) => side !== null && of(side) !== null));
  const columns: (Column<Row> | null)[] = [
    { head: 'What', cell: ({ name }) => <span className={classes['name']}>{name}</span> },
    till === null ? null : { head: 'At the till', isWide: true, cell: (row) => valueIn(row, till) },
    sale === null ? null : { head: 'In central', isWide: true, cell: (row) => valueIn(row, sale) },
  ];
  return (
    <div className={classes['heads']}>
      <Table
        label="The order on both sides"
        rows={said}
        keyOf={({ name }) => name}
        columns={columns.filter((column) => column !== null)}
      />
    </div>
  );
}
