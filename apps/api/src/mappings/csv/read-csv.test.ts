import { describe, expect, it } from 'vitest';
import { readCsv, UnreadableCsvError } from './read-csv.ts';

const read = (text: string) => readCsv(text, { maxRows: 5 });

describe('mappings in CSV', () => {
  it.each([
    ['commas', 'model,remote_id,central_id\nproduct.product,1,11\n'],
    ['semicolons, CR LF and a byte order mark', '\uFEFFmodel;remote_id;central_id\r\nproduct.product;1;11\r\n'],
    ['other columns, in another order', 'state,Central_ID, remote_id ,remote_name,model\nx, 11 ,1,"a;b,""c""",product.product'],
  ])('are read with %s', (_, text) => {
    expect(read(text)).toEqual({
      settings: [{ line: 2, model: 'product.product', remoteId: 1, centralId: 11 }],
      blank: 0,
      bad: [],
    });
  });

  it('tell every bad row with its line and column', () => {
    const rows = [
      'product.product,x,11',
      '',
      'res.groups,1,2',
      '"res.partner",5,"1',
      '2"',
      'res.users,6,8.0',
      'res.users,7,none',
    ];
    const { settings, bad } = readCsv(`model,remote_id,central_id\n${rows.join('\n')}\nres.users,7,9\nres.users,8`, {
      maxRows: 50,
    });
    expect(bad.map(({ line, column }) => [line, column])).toEqual([
      [2, 'remote_id'],
      [4, 'model'],
      [5, 'central_id'],
      [7, 'central_id'],
      [9, 'remote_id'],
    ]);
    expect(bad.at(-1)?.message).toContain('line 8');
    expect(settings).toEqual([{ line: 8, model: 'res.users', remoteId: 7, centralId: null }]);
  });

  it('leave alone what has no central_id', () => {
    expect(read('model,remote_id,central_id\nproduct.product,1,\nproduct.product,2')).toMatchObject({
      blank: 2,
      settings: [],
      bad: [],
    });
  });

  it.each([
    ['', /empty/],
    ['model,remote_id\nproduct.product,1', /lacks central_id/],
    ['model,remote_id,central_id\nproduct.product,"1,2\n', /line 3.*not closed|not closed/],
    [`model,remote_id,central_id\n${'product.product,1,1\n'.repeat(6)}`, /6 rows; send 5 or fewer/],
    ['PK\u0003\u0004binary', /lacks model, remote_id, central_id/],
  ])('cannot be %j', (text, why) => {
    expect(() => read(text)).toThrow(why);
    expect(() => read(text)).toThrow(UnreadableCsvError);
  });
});
