import { problemSchema } from '@branch-sync/contract';
import { branches, central } from '@branch-sync/db';
import { fc } from '@fast-check/vitest';
import type { LightMyRequestResponse } from 'fastify';
import { describe, expect, it } from 'vitest';
import { canarySecret } from '../../harness/world.ts';
import { bearer, type TestApi } from './an-api.ts';
import { aFilledApi } from './fuzz/a-filled-api.ts';
import { type AnswerCheck, answerChecks } from './fuzz/answer-checks.ts';
import { ofTheInside } from './fuzz/of-the-inside.ts';
import { type Operation, readDocument } from './fuzz/openapi.ts';
import { type FuzzedRequest, requestsTo } from './fuzz/requests.ts';

/** The same requests at every run, unless told otherwise. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_129);
const requestsToEach = Number(process.env['FUZZ_REQUESTS'] ?? 20);

/** What says that another server does not answer, or that there are enough streams: no fault of ours, and told in the document. */
const patience = new Set(['central.unseen', 'branch.unseen', 'streams.all_taken']);

async function ask(api: TestApi, { as, method, url, headers, body }: FuzzedRequest): Promise<LightMyRequestResponse> {
  const payload = body === undefined ? {} : { payload: body };
  return api.app.inject({
    method,
    url,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      ...bearer(api.keys[as]),
    },
    ...payload,
  });
}

/** What is wrong with an answer; null: nothing. */
async function flawOf(operation: Operation, answer: LightMyRequestResponse, secrets: readonly string[], check: AnswerCheck) {
  const { statusCode: status, headers, body } = answer;
  const type = String(headers['content-type'] ?? '').split(';', 1)[0] ?? '';
  if (status >= 500 && !(status === 503 && patience.has(answer.json().code))) return `answers ${status}: ${body}`;
  if (headers['x-content-type-options'] !== 'nosniff' || headers['content-security-policy'] === undefined)
    return 'lacks its headers';
  const told = `${JSON.stringify(headers)}\n${body}`;
  const leak = ofTheInside(told) ?? [...secrets, canarySecret].find((secret) => told.includes(secret));
  if (leak !== undefined) return `tells ${leak}: ${told}`;
  if (status >= 400) {
    if (type !== 'application/problem+json') return `tells a problem as ${type}`;
    const problem = problemSchema.parse(answer.json());
    if (problem.status !== status || problem.requestId !== headers['x-request-id']) return `tells another problem: ${body}`;
  }
  // What no route was found for is answered by none.
  if (status === 404 || status === 405) return null;
  return check(operation, status, type, body);
}

describe('what is looked for in answers', () => {
  it.each([
    ['a stack', JSON.stringify({ message: new Error('x').stack })],
    ['a file', `cannot read ${process.cwd()}/apps/api/x.json`],
    ['a statement', JSON.stringify({ detail: 'Failed query: select 1\nparams: 2' })],
    ['words of Postgres', 'invalid input syntax for type uuid: "x"'],
    ['a sealed secret', '{"secretEnvelope":"v1.test.abc"}'],
  ])('is found: %s', (_, text) => {
    expect(ofTheInside(text)).toBeDefined();
  });
});

describe('every operation of the OpenAPI document', () => {
  it(`answers whatever it is asked as it says, never with a fault of its own, and tells nothing of the inside (FUZZ_SEED=${seed})`, async () => {
    const { api, known, mendCentral, secretsOf } = await aFilledApi();
    const { operations, schemas } = readDocument(await api.call('GET', '/docs/json'));
    expect(operations.length).toBeGreaterThan(40);
    const check = await answerChecks(operations, schemas);
    const secrets = [...Object.values(api.keys), ...(await secretsOf())];
    const seen = new Map<number, number>();
    for (const operation of operations) {
      await mendCentral();
      // What is deleted is missed by those that come after.
      const ofItsOwn =
        operation.method === 'DELETE' && operation.path.includes('{code}') ? { ...known, code: ['GONE', 'nowhere'] } : known;
      const property = fc.asyncProperty(requestsTo(operation, ofItsOwn), async (request) => {
        const answer = await ask(api, request);
        seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
        const flaw = await flawOf(operation, answer, secrets, check);
        if (flaw !== null) throw new Error(`${operation.method} ${operation.path} ${flaw.slice(0, 2_000)}`);
      });
      await fc.assert(property, { seed, numRuns: requestsToEach, endOnFailure: true });
    }
    // A fuzz that never gets past the checks of input tries nothing behind them.
    for (const status of [200, 201, 202, 204, 400, 403, 404, 415, 422])
      expect([...seen.keys()], `some answer of ${status}`).toContain(status);
    const log = api.log();
    for (const secret of [...secrets, canarySecret]) expect(log).not.toContain(secret);
    // Who is not there to be asked is no fault of ours.
    const faults = log.split('\n').filter((line) => line.includes('"level":50') && !line.includes('"type":"ProblemError"'));
    expect(faults).toEqual([]);
    for (const { url } of [
      ...(await api.database.db.select().from(branches)),
      ...(await api.database.db.select().from(central)),
    ]) {
      expect(['127.0.0.1', 'localhost', '[::1]']).toContain(new URL(url).hostname);
    }
  }, 180_000);
});
