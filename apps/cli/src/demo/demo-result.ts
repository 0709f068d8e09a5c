import type { Terminal } from '../output/terminal.ts';
import type { BranchAccount } from './branch-account.ts';
import type { Cause } from './causes.ts';
import { fromCents, inWords } from './decimal.ts';
import type { FlaggedGroup } from './flagged.ts';
import { drawReport, type ReportRow, reportRow, totalRow } from './report-table.ts';
import { describeCauses, describeFlagged, type RoundingMethods } from './report-text.ts';

/** What came of the demo. */
export interface DemoResult {
  readonly accounts: readonly BranchAccount[];
  /** What does not agree, in sentences; empty where all is accounted for. */
  readonly findings: readonly string[];
  readonly causes: readonly Cause[];
  readonly flagged: readonly FlaggedGroup[];
  readonly rounding: RoundingMethods;
}

/** The result for people: the table, and under it what it does not say by itself. */
export function demoText(result: DemoResult, seconds: number, terminal: Terminal): string {
  const rows = result.accounts.map(reportRow);
  const failed = totalRow(rows).failed;
  const { paint } = terminal;
  return [
    '',
    drawReport(terminal, rows),
    paint('dim', 'Imported: first pass. Already there: second pass. Totals: of the imported orders, in USD.'),
    ...(failed === 0
      ? []
      : ['', paint('bold', `${failed} orders wait for a person:`), ...describeCauses(result.causes, terminal)]),
    ...(result.flagged.length === 0
      ? []
      : ['', paint('bold', 'Imported and flagged:'), ...describeFlagged(result.flagged, result.rounding, terminal)]),
    '',
    ...verdict(result, rows, seconds, terminal),
  ].join('\n');
}

function verdict({ findings }: DemoResult, rows: readonly ReportRow[], seconds: number, { paint }: Terminal): string[] {
  if (findings.length > 0) {
    return [paint('red', 'These figures do not agree:'), ...findings.map((finding) => `  ${paint('red', '✗')} ${finding}`)];
  }
  const { posOrders, imported, failed, centralTotal } = totalRow(rows);
  return [
    `${paint('green', '✓')} Every figure is accounted for: ${posOrders} POS orders = ${imported} imported + ${failed} failed;`,
    `  central itself holds ${imported} Sales Orders of ${inWords(centralTotal)} USD, each once. ${seconds.toFixed(1)} s.`,
  ];
}

/** The result for programs: amounts as decimal strings. */
export function demoDocument(result: DemoResult, seconds: number): unknown {
  const rows = result.accounts.map(reportRow);
  return {
    ok: result.findings.length === 0,
    seconds,
    branches: rows.map(rowDocument),
    total: rowDocument(totalRow(rows)),
    failures: result.causes.map(({ code, sentence, fix, orders, orderCount }) => ({
      code,
      message: sentence,
      fix,
      orders: orderCount,
      ordersByBranch: Object.fromEntries(orders),
    })),
    flagged: result.flagged.map(({ branchCode, flag, orderCount, difference }) => ({
      branch: branchCode,
      flag,
      orders: orderCount,
      difference: fromCents(difference),
    })),
    findings: result.findings,
  };
}

function rowDocument({ posTotal, centralTotal, difference, ...rest }: ReportRow): unknown {
  return { ...rest, posTotal: fromCents(posTotal), centralTotal: fromCents(centralTotal), difference: fromCents(difference) };
}
