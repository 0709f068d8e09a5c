import { afterEach, describe, expect, it } from 'vitest';
import type { WireStruct } from '../orm/value.ts';
import { recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, type OdooSimOptions, startOdooSim } from '../sim.ts';
import { COLUMNS, orderRows } from '../testing/arrange.ts';
import { CREATE_ONLY } from '../testing/map-orders.ts';
import { callerOf } from '../testing/rpc-client.ts';

let sim: OdooSim;
afterEach(() => sim.close());

const ORDERS = 20;
const ROWS = Array.from({ length: ORDERS }, (_, place) => orderRows(`branch_sync.race_${place}`, [{}, {}, {}, {}])).flat();

interface Outcome {
  readonly ids: number[] | false;
  readonly messages: WireStruct[];
}

/** Four loads of the same twenty orders at once; each is slow enough to meet the others inside its transaction. */
async function race(options: Pick<OdooSimOptions, 'raceOutcome'>): Promise<Outcome[]> {
  sim = await startOdooSim({ databases: [recordedCentral()], httpWorkers: 4, ...options });
  sim.outages.add({ match: { method: 'load' }, kind: 'slow', ms: 30 });
  const load = () => callerOf(sim, sim.database('central'))('sale.order', 'load', [COLUMNS, ROWS], { context: CREATE_ONLY });
  return (await Promise.all([load(), load(), load(), load()])) as unknown as Outcome[];
}

describe('four loads of the same orders at once', () => {
  it.each(['wait', 'serialize', 'alternate'] as const)('make twenty orders of four lines when losers %s', async (raceOutcome) => {
    await race({ raceOutcome });
    const central = sim.database('central');
    expect([central.count('sale.order'), central.count('sale.order.line'), central.count('ir.model.data')]).toEqual([20, 80, 20]);
  });

  it('losers that wait get the same ids', async () => {
    const outcomes = await race({ raceOutcome: 'wait' });
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome.ids))).size).toBe(1);
    expect(outcomes[0]?.ids).toHaveLength(ORDERS);
  });

  it('losers that do not are told to try again, with nothing created', async () => {
    const outcomes = await race({ raceOutcome: 'serialize' });
    const losers = outcomes.filter((outcome) => outcome.ids === false);
    expect(losers).toHaveLength(3);
    for (const { messages } of losers) {
      expect(messages[0]).toMatchObject({ type: 'error', message: 'could not serialize access due to concurrent update' });
    }
  });

  it('both ends are met in turn', async () => {
    const outcomes = await race({ raceOutcome: 'alternate' });
    expect(outcomes.map((outcome) => outcome.ids !== false).sort()).toEqual([false, true, true, true]);
  });
});

it('loads of different orders do not wait for each other', async () => {
  sim = await startOdooSim({ databases: [recordedCentral()], raceOutcome: 'serialize' });
  sim.outages.add({ match: { method: 'load' }, kind: 'slow', ms: 30 });
  const load = (name: string) =>
    callerOf(sim, sim.database('central'))('sale.order', 'load', [COLUMNS, orderRows(name)], { context: CREATE_ONLY });
  const outcomes = await Promise.all(['branch_sync.a', 'branch_sync.b', 'branch_sync.c'].map(load));
  expect(outcomes).toEqual(outcomes.map(() => expect.objectContaining({ ids: [expect.any(Number)] })));
});
