import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';
import { faultOfCall } from '../testing/catch-fault.ts';
import { type Call, callerOf, json2, xmlRpc } from '../testing/rpc-client.ts';

let sim: OdooSim;
let call: Call;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedCentral(), recordedBranch(1)] });
  call = callerOf(sim, sim.database('central'));
});
afterAll(() => sim.close());

describe('signing in by XML-RPC', () => {
  it.each(['demo-password', 'demo-api-key-central'])('gives the uid for %s', async (secret) => {
    expect(await xmlRpc(sim, 'common', 'authenticate', ['central', 'sync_central', secret, {}])).toBe(9);
  });

  it.each([
    ['sync_central', 'wrong'],
    ['sync_central', 'demo-api-key-branch1'],
    ['nobody', 'demo-password'],
  ])('answers False, no fault, for %s / %s', async (login, secret) => {
    expect(await xmlRpc(sim, 'common', 'authenticate', ['central', login, secret, {}])).toBe(false);
  });

  it('faults with 1 for a call to a database that does not exist', async () => {
    const fault = await faultOfCall(xmlRpc(sim, 'object', 'execute_kw', ['nodb', 9, 'x', 'res.partner', 'search', [[]]]));
    expect([fault.code, fault.lastLine]).toEqual([1, expect.stringMatching(/FATAL: {2}database "nodb" does not exist$/)]);
  });

  it('faults with 3 for a call with a wrong password', async () => {
    const fault = await faultOfCall(xmlRpc(sim, 'object', 'execute_kw', ['central', 9, 'x', 'res.partner', 'search', [[]]]));
    expect([fault.code, fault.message]).toEqual([3, 'Access Denied']);
  });
});

describe('calls that Odoo refuses', () => {
  it.each([
    [
      'unknown field in a domain',
      'search',
      [[['nofield', '=', 1]]],
      1,
      "ValueError: Invalid field res.partner.nofield in condition ('nofield', '=', 1)",
    ],
    ['unknown field to read', 'search_read', [[], ['nofield']], 1, "ValueError: Invalid field 'nofield' on 'res.partner'"],
    ['unknown method', 'nomethod', [], 1, "AttributeError: The method 'res.partner.nomethod' does not exist"],
    ['bad domain', 'search', [['x']], 1, "ValueError: Domain() invalid item in domain: 'x'"],
    ['private method', '_search', [[]], 4, "Private methods (such as 'res.partner._search') cannot be called remotely."],
  ])('%s', async (_case, method, args, code, lastLine) => {
    const fault = await faultOfCall(call('res.partner', method, args));
    expect([fault.code, fault.lastLine]).toEqual([code, lastLine]);
  });

  it('unknown model', async () => {
    const fault = await faultOfCall(call('no.model', 'search', [[]]));
    expect([fault.code, fault.message]).toEqual([2, "Object no.model doesn't exist"]);
  });

  it('a branch has no Sales app', async () => {
    const fault = await faultOfCall(callerOf(sim, sim.database('branch1'))('sale.order', 'search', [[]]));
    expect(fault.message).toBe("Object sale.order doesn't exist");
  });

  it('reading ids that do not exist is no fault', async () => {
    expect(await call('res.partner', 'read', [[99999999], ['name']])).toEqual([]);
  });

  it.each(['write', 'unlink'])('%s on an id that does not exist names record and user', async (method) => {
    const admin = callerOf(sim, sim.database('central'), 'admin');
    const fault = await faultOfCall(
      admin('sale.order', method, method === 'write' ? [[99999999], { origin: 'x' }] : [[99999999]]),
    );
    expect([fault.code, fault.message]).toEqual([
      2,
      'Record does not exist or has been deleted.\n(Record: sale.order(99999999,), User: 2)',
    ]);
  });

  it('keeps nothing of a call that fails half way', async () => {
    const before = sim.database('central').count('res.partner');
    const admin = callerOf(sim, sim.database('central'), 'admin');
    await faultOfCall(admin('res.partner', 'create', [[{ name: 'Kept?' }, { name: '' }]]));
    expect(sim.database('central').count('res.partner')).toBe(before);
  });
});

describe('access rights', () => {
  it('a right that is taken away is refused as in Odoo, and by check_access_rights', async () => {
    const central = sim.database('central');
    central.deny('sale.order', 'create');
    const fault = await faultOfCall(call('sale.order', 'load', [['id', 'partner_id/.id'], [['branch_sync.a', '95']]]));
    expect(fault.code).toBe(4);
    expect(fault.message.split('\n')[0]).toBe("You are not allowed to create 'Sales Order' (sale.order) records.");
    expect(await call('sale.order', 'check_access_rights', ['create', false])).toBe(false);
    central.allow('sale.order', 'create');
    expect(await call('sale.order', 'check_access_rights', ['create', false])).toBe(true);
  });

  it.each(['ir.model.data', 'ir.config_parameter'])('neither service user may read %s', async (model) => {
    for (const name of ['central', 'branch1']) {
      const fault = await faultOfCall(callerOf(sim, sim.database(name))(model, 'search_read', [[]]));
      expect(fault.code).toBe(4);
    }
  });

  it('a salesperson may read what the connection test asks for', async () => {
    expect(await call('res.company', 'read', [[1], ['tax_calculation_rounding_method', 'currency_id']])).toEqual([
      { id: 1, tax_calculation_rounding_method: 'round_globally', currency_id: [1, 'USD'] },
    ]);
    expect(await call('decimal.precision', 'search_read', [[['name', '=', 'Product Unit']], ['digits']])).toEqual([
      expect.objectContaining({ digits: 2 }),
    ]);
    expect(await call('res.users', 'read', [[9], ['name', 'login']])).toEqual([
      { id: 9, name: 'Sync Service', login: 'sync_central' },
    ]);
  });

  it.each([
    ['sales_team.group_sale_salesman', true],
    ['sales_team.group_sale_manager', false],
    ['no.such_group', false],
  ])('has_group about oneself: %s is %s', async (group, expected) => {
    expect(await call('res.users', 'has_group', [[9], group])).toBe(expected);
  });

  it('taxes are for accountants: the branch user may not create one', async () => {
    const branch = callerOf(sim, sim.database('branch1'));
    const fault = await faultOfCall(branch('account.tax', 'load', [['id', 'name', 'amount'], [['branch_sync.t', 'New', '5']]]));
    expect([fault.code, fault.message]).toEqual([4, expect.stringContaining('\t- Accounting/Administrator')]);
  });
});

describe('JSON-2', () => {
  it('takes API keys only: the password is refused with 401', async () => {
    const { status, body } = await json2(sim, 'central', 'res.users/context_get', {}, 'demo-password');
    expect([status, body]).toEqual([401, expect.objectContaining({ message: 'Invalid apikey' })]);
  });

  it('tells who the key belongs to', async () => {
    const { body } = await json2(sim, 'central', 'res.users/context_get', {});
    expect(body).toEqual({ lang: 'en_US', tz: 'Europe/Brussels', uid: 9 });
  });

  it.each([
    ['unknown method', 'res.partner/nomethod', {}, 404],
    ['private method', 'res.partner/_search', { domain: [] }, 403],
    ['ids for a method of the model', 'res.partner/search', { ids: [1], domain: [] }, 422],
  ])('%s', async (_case, path, body, status) => {
    expect((await json2(sim, 'central', path, body)).status).toBe(status);
  });

  it('tells the version without a key', async () => {
    const response = await fetch(`${sim.url}/web/version`);
    expect(await response.json()).toEqual({ version_info: [19, 0, 0, 'final', 0, ''], version: '19.0' });
  });
});

describe('HTTP', () => {
  it('answers a wrong path with 404 and HTML', async () => {
    const response = await fetch(`${sim.url}/nowhere`, { method: 'POST' });
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  });

  it('tells the clock of its machine in every answer', async () => {
    sim.database('branch1').clock = () => new Date('2026-11-25T08:00:00Z');
    const body =
      "<?xml version='1.0'?><methodCall><methodName>authenticate</methodName><params><param><value><string>branch1</string></value></param></params></methodCall>";
    const response = await fetch(`${sim.url}/xmlrpc/2/common`, { method: 'POST', body });
    expect(response.headers.get('date')).toBe('Wed, 25 Nov 2026 08:00:00 GMT');
  });

  it('compresses where the client asks for it', async () => {
    const ask = (encoding: string) =>
      fetch(`${sim.url}/json/2/res.partner/search_read`, {
        method: 'POST',
        headers: { authorization: 'bearer demo-api-key-central', 'x-odoo-database': 'central', 'accept-encoding': encoding },
        body: '{}',
      });
    const [packed, plain] = [await ask('gzip'), await ask('identity')];
    expect([packed.headers.get('content-encoding'), plain.headers.get('content-encoding')]).toEqual(['gzip', null]);
    expect(await packed.json()).toEqual(await plain.json());
  });
});
