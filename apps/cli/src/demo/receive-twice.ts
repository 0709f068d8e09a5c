import { openProgressBars } from '../output/progress-bars.ts';
import type { Terminal } from '../output/terminal.ts';
import type { Stack } from '../stack/open-stack.ts';
import { centralDatabase, sampleBranches } from '../stack/sample-branches.ts';
import type { StandIns } from '../stack/stand-ins.ts';
import { audit } from './audit.ts';
import type { BranchAccount, RunFigures } from './branch-account.ts';
import { groupByCause, type OrderFailure } from './causes.ts';
import type { DemoResult } from './demo-result.ts';
import { groupFlagged } from './flagged.ts';
import { readLedger, readOpenFailures } from './gather.ts';
import { type ReceivedBranch, receiveAll } from './receive-all.ts';
import { type Books, readRoundingMethod, readSalesOrders, readSoldOrders } from './stand-in-books.ts';

/** Before the first sale of any sample: a run since then reads every order again. */
const beginning = '2000-01-01T00:00:00Z';

/** Receives every sample branch, then once more from the beginning, and holds all figures against each other. */
export async function receiveTwice({ api, signal }: Stack, standIns: StandIns, terminal: Terminal): Promise<DemoResult> {
  const codes = sampleBranches.map(({ code }) => code);
  const sold = await ofEach(codes, (code) => readSoldOrders(standIns.url, code));
  const branches: ReceivedBranch[] = codes.map((code) => ({ code, orderCount: booksOf(sold, code).count }));

  terminal.say(`\n${terminal.paint('bold', 'First pass: every branch’s sales into central')}`);
  const first = await receiveAll(api, branches, {}, openProgressBars(terminal), signal);
  terminal.say(`\n${terminal.paint('bold', 'Second pass: everything once more from the beginning')}`);
  const second = await receiveAll(api, branches, { since: beginning }, openProgressBars(terminal), signal);

  const failures = await ofEach(codes, (code) => readOpenFailures(api, code));
  const accounts: BranchAccount[] = [];
  for (const code of codes) {
    accounts.push({
      code,
      sold: booksOf(sold, code),
      first: figuresOf(first, code),
      second: figuresOf(second, code),
      ledger: await readLedger(api, code),
      failing: new Set((failures.get(code) ?? []).flatMap(({ remoteId }) => (remoteId === null ? [] : [remoteId]))),
    });
  }
  const all: OrderFailure[] = [...failures.values()].flat();
  return {
    accounts,
    findings: audit(accounts, await readSalesOrders(standIns.url, centralDatabase)),
    causes: groupByCause(all),
    flagged: groupFlagged(accounts),
    rounding: {
      central: await readRoundingMethod(standIns.url, centralDatabase),
      byBranch: await ofEach(codes, (code) => readRoundingMethod(standIns.url, code)),
    },
  };
}

async function ofEach<Value>(codes: readonly string[], ask: (code: string) => Promise<Value>): Promise<Map<string, Value>> {
  return new Map(await Promise.all(codes.map(async (code) => [code, await ask(code)] as const)));
}

function booksOf(sold: ReadonlyMap<string, Books>, code: string): Books {
  return sold.get(code) ?? { count: 0, total: 0n, totalById: new Map() };
}

function figuresOf(runs: ReadonlyMap<string, RunFigures>, code: string): RunFigures {
  const figures = runs.get(code);
  if (figures === undefined) throw new Error(`There is no run of ${code}.`);
  return figures;
}
