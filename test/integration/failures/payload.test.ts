import { failureSchema } from '@branch-sync/contract';
import { generatedBranch } from '@branch-sync/odoo-sim';
import { expect, it } from 'vitest';
import { aWorld, canarySecret, standingFailures } from '../../harness/world.ts';
import { anApi } from '../api/an-api.ts';
import { sellTo } from './provocation.ts';

it('a refused order is kept as it was received and as it was sent, with the call for engineers, without people and secrets', async () => {
  const odoo = generatedBranch({ name: 'b1', seed: 9, orders: 2, password: canarySecret });
  const world = await aWorld([odoo]);
  const [branch] = world.branches;
  const person = { name: 'Canary Person', email: 'canary@example.com', phone: '+32 555 0199', street: 'Canary Street 1' };
  const customer = sellTo({ world, branch, odoo }, person);
  odoo.update('pos.order', 1, { general_customer_note: 'Ring Canary Person at 555 0199' });
  const text = 'Traceback (most recent call last):\n  File "/odoo/canary.py", line 1, in x\nValueError: not on a Sunday\n';
  const match = { model: 'sale.order', method: 'load' };
  world.sim.outages.add({ match, kind: 'fault', code: 1, text });
  await world.receive(branch);

  const [row, ...others] = await standingFailures(world, branch);
  expect(others).toHaveLength(1);
  const api = await anApi({ database: world.database });
  const answer = await api.call('GET', `/api/failures/${row?.id}`, { as: 'viewer' });
  const failure = failureSchema.parse(answer.json());
  expect(failure).toMatchObject({
    code: 'order.rejected',
    severity: 'error',
    title: 'Central refuses: ValueError: not on a Sunday',
    posReference: expect.stringMatching(/^260-/),
    currency: 'USD',
    amount: expect.stringMatching(/^-?\d+\.\d+$/),
    technical: {
      host: new URL(world.sim.url).host,
      model: 'sale.order',
      method: 'load',
      kind: 'server_error',
      faultCode: 1,
      lastLine: 'ValueError: not on a Sunday',
      tookMs: expect.any(Number),
    },
    payload: {
      posOrder: { id: 1, customer: { id: customer }, notes: [expect.stringMatching(/^\(a note of \d+ characters\)$/)] },
      saleOrder: { fields: expect.arrayContaining(['client_order_ref', 'order_line/price_unit']) },
      leftOut: null,
    },
  });
  const { saleOrder } = failure.payload as { saleOrder: { rows: string[][] } };
  expect(saleOrder.rows[0]?.[0]).toMatch(/^branch_sync\.order_/);
  const kept = await world.database.sql`select row_to_json(failures)::text as row from failures`;
  expect(kept.map((one) => String(one['row'])).join('\n')).not.toMatch(/canary|555 0199|Traceback/i);
});
