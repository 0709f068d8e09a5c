import type { CentralModel, OdooRecordList } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/ask.ts';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { Table } from '../../ui/table.tsx';
import classes from './failure-detail.module.css';
import type { SentRows } from './payload.ts';
import { type HeadCell, readSentOrder, type SentLine } from './sent-order.ts';

interface Props {
  readonly sent: SentRows | null;
  readonly currency: string | null;
}

/** The Sales Order as its rows were sent to central. */
export function SentSide({ sent, currency }: Props) {
  return (
    <section className={classes['side']} aria-label="Sales Order, as it was sent">
      <h3>Sales Order, as it was sent</h3>
      {sent === null ? (
        <p className={classes['none']}>It was not sent: what is in its way showed before.</p>
      ) : (
        <SentRowsTable sent={sent} currency={currency} />
      )}
    </section>
  );
}

function SentRowsTable({ sent, currency }: { readonly sent: SentRows; readonly currency: string | null }) {
  const { head, lines } = readSentOrder(sent);
  const taxNames = useCentralNames(
    'account.tax',
    lines.flatMap(({ taxIds }) => taxIds),
  );
  const taxes = ({ taxIds }: SentLine) => taxIds.map((id) => taxNames.get(id) ?? `#${id}`).join(', ');
  return (
    <>
      <div className={classes['facts']}>
        <Facts of={head.map((cell) => ({ name: cell.name, value: <HeadValue cell={cell} /> }))} />
      </div>
      <Table
        label="Lines of the Sales Order"
        rows={lines.map((line, index) => ({ ...line, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          { head: 'Text', isWide: true, cell: (line) => <LineText line={line} /> },
          { head: 'Quantity', isNumber: true, cell: ({ quantity }) => quantity },
          {
            head: 'Price',
            isNumber: true,
            cell: ({ priceUnit }) => (priceUnit === '' ? null : <Money amount={priceUnit} currency={currency} />),
          },
          {
            head: 'Discount',
            isNumber: true,
            cell: ({ discount }) => (discount === '' || discount === '0' ? '–' : `${discount} %`),
          },
          { head: 'Taxes', isNumber: true, cell: (line) => taxes(line) || '–' },
        ]}
      />
    </>
  );
}

function LineText({ line: { text, productId, isNote } }: { readonly line: SentLine }) {
  return (
    <span>
      <span style={{ whiteSpace: 'pre-line' }}>{text}</span>
      <span className={classes['small']}>{isNote ? 'Note' : `Product #${productId}`}</span>
    </span>
  );
}

function HeadValue({ cell: { value, model } }: { readonly cell: HeadCell }) {
  return model === null ? value : <CentralName model={model} id={value} />;
}

function CentralName({ model, id }: { readonly model: CentralModel; readonly id: string }) {
  const name = useCentralNames(model, [id]).get(id);
  return name === undefined ? `#${id}` : `${name} (#${id})`;
}

/** Records of central are asked for in hundreds at most. */
const mostAsked = 100;

/** What central calls its records, by their ids; empty until it says, and where it does not. */
function useCentralNames(model: CentralModel, ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)].sort().slice(0, mostAsked);
  const { data } = useQuery({
    ...asked<OdooRecordList>('records', '/api/central/records', { model, ids: wanted.join(','), limit: mostAsked }),
    enabled: wanted.length > 0,
    staleTime: 300_000,
  });
  return new Map(data?.items.map(({ id, name }) => [String(id), name]) ?? []);
}
