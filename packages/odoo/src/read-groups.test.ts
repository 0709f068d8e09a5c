import { describe, expect, it } from 'vitest';
import type { OdooClient } from './client.ts';
import { aClient, errorOf, someFacts } from './testing/a-client.ts';
import { startHttpServer } from './testing/http-server.ts';
import { type Endpoints, faultReply, jsonError, jsonReply, odooOf, xmlReply } from './testing/replies.ts';

const ask = {
  domain: [['state', '=', 'paid']],
  by: [{ dayOf: 'date_order' }, { field: 'state' }, { field: 'user_id' }],
  sums: ['amount_total'],
  timezone: 'Europe/Brussels',
};
const start = '2026-10-24 22:00:00';
const group = { keys: [start, 'paid', { id: 6, name: 'Cashier One' }], count: 3, sums: [120.5] };
/** Of nothing there is neither cashier nor sum. */
const bareGroup = { keys: [start, 'done', null], count: 1, sums: [0] };

/** As 19 answers: the day as its start and a label in the user's language. */
const answer19 = [
  {
    'date_order:day': [start, '25 okt. 2026'],
    state: 'paid',
    user_id: [6, 'Cashier One'],
    __count: 3,
    'amount_total:sum': 120.5,
  },
  { 'date_order:day': [start, '25 okt. 2026'], state: 'done', user_id: false, __count: 1, 'amount_total:sum': false },
];
/** As 16 does: the label alone, and the start beside it. */
const before19 = { 'date_order:day': '25 okt. 2026', __range: { 'date_order:day': { from: start, to: '2026-10-25 23:00:00' } } };
const answer16 = [
  { ...before19, state: 'paid', user_id: [6, 'Cashier One'], __count: 3, amount_total: 120.5 },
  { ...before19, state: 'done', user_id: false, __count: 1, amount_total: false },
];

async function clientOf(endpoints: Endpoints, transport: 'xmlrpc' | 'json2', major: number) {
  const server = await startHttpServer(odooOf(endpoints));
  const facts = { ...someFacts(transport), version: { text: `${major}.0`, major, minor: 0 } };
  return aClient(server.url, { transport, facts });
}

describe('groups', () => {
  it('come from formatted_read_group in 19, over JSON-2', async () => {
    let asked: unknown;
    const json2 = (method: string, body: unknown) => {
      asked = { method, body };
      return jsonReply(answer19);
    };
    const client = await clientOf({ json2 }, 'json2', 19);
    expect(await client.readGroups('pos.order', ask)).toEqual([group, bareGroup]);
    expect(asked).toEqual({
      method: 'pos.order/formatted_read_group',
      body: {
        domain: ask.domain,
        groupby: ['date_order:day', 'state', 'user_id'],
        aggregates: ['__count', 'amount_total:sum'],
        context: { tz: 'Europe/Brussels' },
      },
    });
  });

  it.each([
    { major: 19, method: 'formatted_read_group', answer: answer19 },
    { major: 18, method: 'read_group', answer: answer16 },
    { major: 16, method: 'read_group', answer: answer16 },
  ])('come from $method in $major, over XML-RPC', async ({ major, method, answer }) => {
    let asked: unknown;
    const execute = (name: string, params: readonly unknown[]) => {
      asked = { name, keywords: params[6] };
      return xmlReply(answer);
    };
    const client = await clientOf({ execute }, 'xmlrpc', major);
    expect(await client.readGroups('pos.order', ask)).toEqual([group, bareGroup]);
    const tail = { domain: ask.domain, groupby: ['date_order:day', 'state', 'user_id'], context: { tz: 'Europe/Brussels' } };
    expect(asked).toEqual({
      name: method,
      keywords:
        major === 19
          ? { ...tail, aggregates: ['__count', 'amount_total:sum'] }
          : { ...tail, fields: ['amount_total:sum'], lazy: false },
    });
  });

  it.each([
    ['a label for the day', [{ ...answer19[0], 'date_order:day': '25 okt. 2026' }]],
    ['no count', [{ ...answer19[0], __count: undefined }]],
    ['a text for a sum', [{ ...answer19[0], 'amount_total:sum': '120.5' }]],
    ['one group', { ...answer19[0] }],
  ])('of another form are refused: %s', async (_, answer) => {
    const client = await clientOf({ json2: () => jsonReply(answer) }, 'json2', 19);
    expect(await errorOf(client.readGroups('pos.order', ask))).toMatchObject({ kind: 'not_odoo' });
  });

  it.each([
    ['xmlrpc', { execute: () => faultReply(4, "You are not allowed to access 'Point of Sale Orders' (pos.order) records.") }],
    ['json2', { json2: () => jsonError(403, 'odoo.exceptions.AccessError', 'You are not allowed to access …') }],
  ] as const)('end in an OdooError where they are refused, over %s', async (transport, endpoints) => {
    const client: OdooClient = await clientOf(endpoints, transport, 19);
    expect(await errorOf(client.readGroups('pos.order', ask))).toMatchObject({ kind: 'access_denied' });
  });
});
