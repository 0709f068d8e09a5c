import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { callerOf } from '../testing/rpc-client.ts';
import { requireRecording } from './folder.ts';
import { recordedBranch, recordedCentral } from './recorded-databases.ts';
import type { Recording } from './recorded-rows.ts';

let sim: OdooSim;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedCentral(), recordedBranch(1), recordedBranch(2)] });
});
afterAll(() => sim.close());

describe.each([
  ['central', 'central.json'],
  ['branch1', 'branch-1.json'],
  ['branch2', 'branch-2.json'],
])('%s', (name, file) => {
  const recording = requireRecording(file) as Recording;

  it.each(Object.entries(recording).filter(([, rows]) => rows.length > 0))(
    'reads every recorded row of %s, all fields, as the real Odoo gave it',
    async (model, rows) => {
      const call = callerOf(sim, sim.database(name), 'admin');
      const fields = Object.keys(rows[0] ?? {});
      const ids = rows.map((row) => Number(row['id']));
      expect(await call(model, 'read', [ids], { fields })).toEqual(rows);
    },
  );
});
