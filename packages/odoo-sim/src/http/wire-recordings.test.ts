import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedBranch, recordedCentral } from '../recordings/recorded-databases.ts';
import { type OdooSim, startOdooSim } from '../sim.ts';

const FOLDER = new URL('../../recordings/wire/', import.meta.url);
const files = readdirSync(FOLDER);
const read = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');

let sim: OdooSim;
beforeAll(async () => {
  sim = await startOdooSim({ databases: [recordedCentral(), recordedBranch(1)] });
});
afterAll(() => sim.close());

/** The recordings have their tracebacks cut: only the first and the last line of one count. */
function cutTraceback(xml: string): string {
  return xml.replace(/(Traceback \(most recent call last\):\n)(?: {2}.*\n)+/, '$1  ... (cut)\n');
}

describe('XML-RPC, raw bodies against those of the real Odoo', () => {
  const requests = files.filter((file) => file.endsWith('.request.xml'));
  it('has recordings to compare with', () => expect(requests).toHaveLength(13));

  it.each(requests)('%s', async (file) => {
    const isCommon = file.startsWith('authenticate') || file.startsWith('version');
    const body = read(file).replaceAll('SECRET', 'demo-password');
    const response = await fetch(`${sim.url}/xmlrpc/2/${isCommon ? 'common' : 'object'}`, { method: 'POST', body });
    expect(response.status).toBe(200);
    expect(cutTraceback(await response.text()).trim()).toBe(read(file.replace('.request.', '.response.')).trim());
  });
});

describe('JSON-2, raw bodies against those of the real Odoo', () => {
  it.each(files.filter((file) => file.startsWith('json2-')))('%s', async (file) => {
    const [, path = '', request = '', status, type, expected = ''] =
      /^POST (\S+)\n(.*)\n\nHTTP (\d+) (.*)\n([\s\S]*)$/.exec(read(file)) ?? [];
    const response = await fetch(sim.url + path, {
      method: 'POST',
      headers: {
        authorization: `bearer ${file === 'json2-unauthorized.txt' ? 'nope' : 'demo-api-key-central'}`,
        'x-odoo-database': file === 'json2-no-database.txt' ? 'nodb' : 'central',
      },
      body: request,
    });
    expect(`${response.status} ${response.headers.get('content-type')}`).toBe(`${status} ${type}`);
    const answered = await response.text();
    if (type?.startsWith('text/html')) expect(answered.trim()).toBe(expected.trim());
    else expect(withoutDebug(answered)).toEqual(withoutDebug(expected));
  });
});

function withoutDebug(json: string): unknown {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null || !('debug' in parsed)) return parsed;
  expect(parsed.debug).toBeTypeOf('string');
  return { ...parsed, debug: 'cut' };
}
