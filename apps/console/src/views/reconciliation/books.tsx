import type { ReconciledDay } from '@branch-sync/contract';
import { differenceOf, isSome } from '../../format/decimal.ts';
import { countOf, countText } from '../../format/money.ts';
import { centralStates } from '../../format/words.ts';
import { Money } from '../../ui/money.tsx';
import { Card } from '../../ui/page.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './books.module.css';
import { Methods } from './methods.tsx';

type Figures = ReconciledDay['figures'];
type Tally = Figures['branch']['sold'];

interface Row {
  readonly what: string;
  readonly till: Tally;
  readonly ledger: Tally;
  /** Null: central does not tell refunds apart. */
  readonly central: Tally | null;
}

/** What till, ledger and central say of a day, beside each other. */
export function Books({ figures }: { readonly figures: Figures }) {
  const { currency, branch, ledger, central, toCome } = figures;
  const rows: readonly Row[] = [
    { what: 'All orders', till: branch.sold, ledger: ledger.known, central: central.there },
    { what: 'Refunds among them', till: branch.refunds, ledger: ledger.refunds, central: null },
  ];
  const many = currency === null && branch.sold.orders > 0 ? 'Totals are of several currencies: they say little. ' : '';
  const coming = toCome === 0 ? '' : `${countOf(toCome, 'order')} will come with the next receive.`;
  return (
    <>
      <Card title="Three books" note={`${many}${coming}`} isFlush>
        <Table label="What till, ledger and central say" columns={columnsIn(currency)} rows={rows} keyOf={({ what }) => what} />
      </Card>
      <div className={classes['states']}>
        <States
          title="Till, by state"
          currency={currency}
          states={[
            ['Paid', branch.byState.paid],
            ['Posted', branch.byState.done],
            ['Invoiced', branch.byState.invoiced],
          ]}
        />
        <States
          title="Ledger, by outcome"
          currency={currency}
          states={[
            ['Imported', ledger.byStatus.imported],
            ['Failed', ledger.byStatus.failed],
            ['Skipped', ledger.byStatus.skipped],
          ]}
        />
        <States
          title="Central, by state"
          currency={currency}
          states={[
            [centralStates.draft.word, central.byState.draft],
            [centralStates.sent.word, central.byState.sent],
            [centralStates.sale.word, central.byState.sale],
            [centralStates.cancelled.word, central.byState.cancelled],
            [centralStates.deleted.word, { orders: central.deleted, total: null }],
          ]}
        />
      </div>
      <Methods till={branch.byMethod} ledger={ledger.byMethod} currency={currency} />
    </>
  );
}

function columnsIn(currency: string | null): readonly Column<Row>[] {
  const cell = (tally: Tally | null) => (tally === null ? null : <TallyCell of={tally} currency={currency} />);
  return [
    { head: 'What', isHeadUnseen: true, isWide: true, cell: ({ what }) => what },
    { head: 'Till', isNumber: true, cell: ({ till }) => cell(till) },
    { head: 'Ledger', isNumber: true, cell: ({ ledger }) => cell(ledger) },
    { head: 'Central', isNumber: true, cell: ({ central }) => cell(central) },
    {
      head: 'Central less till',
      isNumber: true,
      cell: ({ till, central }) => (central === null ? null : <Less of={central} than={till} currency={currency} />),
    },
  ];
}

interface InCurrency {
  readonly currency: string | null;
}

function TallyCell({ of: { orders, total }, currency }: InCurrency & { readonly of: Tally }) {
  return (
    <span className={classes['tally']}>
      <Money amount={total} currency={currency} />
      <span>{countOf(orders, 'order')}</span>
    </span>
  );
}

function Less({ of, than, currency }: InCurrency & { readonly of: Tally; readonly than: Tally }) {
  const amount = differenceOf(of.total, than.total);
  const orders = of.orders - than.orders;
  return (
    <span className={classes['tally']} data-differs={isSome(amount) || orders !== 0}>
      <Money amount={amount} currency={currency} />
      <span>{orders === 0 ? 'as many orders' : countOf(orders, 'order')}</span>
    </span>
  );
}

interface StatesProps extends InCurrency {
  readonly title: string;
  readonly states: readonly (readonly [name: string, tally: { readonly orders: number; readonly total: string | null }])[];
}

function States({ title, states, currency }: StatesProps) {
  return (
    <Card title={title} isFlush>
      <Table
        label={title}
        isNarrow
        rows={states}
        keyOf={([name]) => name}
        columns={[
          { head: 'State', isWide: true, cell: ([name]) => name },
          { head: 'Orders', isNumber: true, cell: ([, { orders }]) => countText(orders) },
          {
            head: 'Total',
            isNumber: true,
            cell: ([, { total }]) => (total === null ? null : <Money amount={total} currency={currency} />),
          },
        ]}
      />
    </Card>
  );
}
