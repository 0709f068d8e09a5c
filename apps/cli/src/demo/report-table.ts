import { type Column, drawTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';
import { type BranchAccount, totalsOf } from './branch-account.ts';
import { inWords } from './decimal.ts';

const right = { align: 'right' } as const;
/** Heads of two lines keep nine columns within 80 characters. */
const columns: readonly Column[] = [
  { head: 'branch' },
  { head: 'POS\norders', ...right },
  { head: 'im-\nported', ...right },
  { head: 'already\nthere', ...right },
  { head: 'failed', ...right },
  { head: 'POS\ntotal', ...right },
  { head: 'central\ntotal', ...right },
  { head: 'differ-\nence', ...right },
  { head: 'Odoo\ncalls', ...right },
];

/** One row of the demo's table. Amounts in cents, of the imported orders. */
export interface ReportRow {
  readonly branch: string;
  readonly posOrders: number;
  readonly imported: number;
  readonly alreadyThere: number;
  readonly failed: number;
  readonly posTotal: bigint;
  readonly centralTotal: bigint;
  readonly difference: bigint;
  readonly odooCalls: number;
}

/** A branch's row: imported in the first pass, already there in the second, Odoo calls of both. */
export function reportRow({ code, sold, first, second, ledger }: BranchAccount): ReportRow {
  const { failed, posTotal, centralTotal, difference } = totalsOf(ledger);
  return {
    branch: code,
    posOrders: sold.count,
    imported: first.imported,
    alreadyThere: second.alreadyThere,
    failed,
    posTotal,
    centralTotal,
    difference,
    odooCalls: first.odooCalls + second.odooCalls,
  };
}

export function totalRow(rows: readonly ReportRow[]): ReportRow {
  return rows.reduce(
    (sum, row) => ({
      branch: sum.branch,
      posOrders: sum.posOrders + row.posOrders,
      imported: sum.imported + row.imported,
      alreadyThere: sum.alreadyThere + row.alreadyThere,
      failed: sum.failed + row.failed,
      posTotal: sum.posTotal + row.posTotal,
      centralTotal: sum.centralTotal + row.centralTotal,
      difference: sum.difference + row.difference,
      odooCalls: sum.odooCalls + row.odooCalls,
    }),
    {
      branch: 'all',
      posOrders: 0,
      imported: 0,
      alreadyThere: 0,
      failed: 0,
      posTotal: 0n,
      centralTotal: 0n,
      difference: 0n,
      odooCalls: 0,
    },
  );
}

export function drawReport(terminal: Terminal, rows: readonly ReportRow[]): string {
  return drawTable(
    terminal,
    columns,
    rows.map((row) => cellsOf(row, terminal)),
    [cellsOf(totalRow(rows), terminal)],
  );
}

function cellsOf(row: ReportRow, { paint }: Terminal): string[] {
  return [
    row.branch,
    String(row.posOrders),
    paint('green', String(row.imported)),
    String(row.alreadyThere),
    row.failed === 0 ? '0' : paint('red', String(row.failed)),
    inWords(row.posTotal),
    inWords(row.centralTotal),
    row.difference === 0n ? '0.00' : paint('yellow', inWords(row.difference)),
    String(row.odooCalls),
  ];
}
