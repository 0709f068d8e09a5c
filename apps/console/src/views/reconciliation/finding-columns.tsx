import type { ReconcileFinding } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { Money } from '../../ui/money.tsx';
import { OutwardLink } from '../../ui/outward-link.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import { findingKinds } from './words.ts';

/** What a finding tells, with the ways to the order, to central's Odoo and to the failure. */
export function findingColumns(code: string): readonly Column<ReconcileFinding>[] {
  const money = (amount: string | null, currency: string | null) =>
    amount === null ? null : <Money amount={amount} currency={currency} />;
  return [
    { head: 'Kind', cell: ({ kind }) => <State of={findingKinds[kind]} /> },
    { head: 'POS order', cell: (finding) => <PosOrder code={code} of={finding} /> },
    { head: 'What', isWide: true, cell: (finding) => <What code={code} of={finding} /> },
    { head: 'Sales Order', cell: (finding) => <SalesOrder of={finding} /> },
    { head: 'Till', isNumber: true, cell: ({ posTotal, currency }) => money(posTotal, currency) },
    { head: 'Ledger', isNumber: true, cell: ({ ledgerTotal, currency }) => money(ledgerTotal, currency) },
    { head: 'Central', isNumber: true, cell: ({ centralTotal, currency }) => money(centralTotal, currency) },
  ];
}

interface Of {
  readonly of: ReconcileFinding;
}

function PosOrder({ code, of: { posReference, remoteId, orderId } }: Of & { readonly code: string }) {
  if (posReference === null && remoteId === null) return null;
  const name = posReference ?? `#${remoteId}`;
  return orderId === null ? (
    name
  ) : (
    <Link to="/orders/$code/$id" params={{ code, id: orderId }} style={{ whiteSpace: 'nowrap' }}>
      {name}
    </Link>
  );
}

function What({ code, of: { message, failureCode } }: Of & { readonly code: string }) {
  return (
    <span style={{ display: 'block', minWidth: '14rem' }}>
      {message}{' '}
      {failureCode === null ? null : (
        <Link to="/failures" search={{ branch: code, code: failureCode }}>
          The failure
        </Link>
      )}
    </span>
  );
}

function SalesOrder({ of: { centralId, centralName, centralUrl } }: Of) {
  if (centralId === null) return null;
  const name = centralName ?? `#${centralId}`;
  return centralUrl === null ? name : <OutwardLink href={centralUrl}>{name}</OutwardLink>;
}
