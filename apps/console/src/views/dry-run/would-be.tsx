import type { PreviewedOrder } from '@branch-sync/contract';
import { type Fact, Facts } from '../../ui/facts.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './dry-run.module.css';

type SalesOrder = NonNullable<PreviewedOrder['salesOrder']>;
type Line = SalesOrder['lines'][number];

interface Props {
  readonly salesOrder: SalesOrder;
  readonly currency: string;
}

/** The draft that a POS order would become in central. */
export function WouldBe({ salesOrder, currency }: Props) {
  const lines = salesOrder.lines.map((line, index) => ({ ...line, key: String(index) }));
  return (
    <div className={classes['wouldBe']}>
      <Facts of={factsOf(salesOrder)} />
      <Table label="Lines of the Sales Order" columns={columnsOf(currency)} rows={lines} keyOf={({ key }) => key} />
      {salesOrder.note === null ? null : <p className={classes['note']}>{salesOrder.note}</p>}
    </div>
  );
}

function factsOf({ customer, salesperson, warehouse, pricelist, origin }: SalesOrder): Fact[] {
  const byItself = 'As central chooses';
  return [
    { name: 'Customer', value: customer.name },
    { name: 'Salesperson', value: salesperson?.name ?? byItself },
    { name: 'Warehouse', value: warehouse?.name ?? byItself },
    { name: 'Pricelist', value: pricelist?.name ?? byItself },
    { name: 'Source', value: origin },
  ];
}

const numbers = new Intl.NumberFormat(undefined, { maximumFractionDigits: 6 });

function columnsOf(currency: string): Column<Line>[] {
  return [
    { head: 'Product', cell: ({ product }) => product?.name ?? null },
    { head: 'Text', isWide: true, cell: ({ description }) => <span className={classes['text']}>{description}</span> },
    { head: 'Quantity', isNumber: true, cell: ({ product, quantity }) => (product === null ? null : numbers.format(quantity)) },
    {
      head: `Unit price, ${currency}`,
      isNumber: true,
      cell: ({ product, unitPrice }) => (product === null ? null : numbers.format(unitPrice)),
    },
    {
      head: 'Discount',
      isNumber: true,
      cell: ({ discount }) => (discount === 0 ? null : `${numbers.format(discount)} %`),
    },
    { head: 'Taxes', cell: ({ taxes }) => (taxes.length === 0 ? null : taxes.map(({ name }) => name).join(', ')) },
  ];
}
