import { Writable } from 'node:stream';
import { protectSecret } from '@branch-sync/redaction';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { createLog, isPretty } from './create-log.ts';

/** A log, and the lines that came of it, parsed. */
function aLog() {
  const lines: string[] = [];
  const destination = new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) });
  return {
    log: createLog('test', 'trace', { destination }),
    text: () => lines.join(''),
    lines: () => lines.map((line) => JSON.parse(line)),
  };
}

/** What a query of drizzle's throws. */
function failedQuery(): Error {
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (name)=(canary) exists',
    parameters: ['canary'],
  });
  return Object.assign(new Error('Failed query: insert into x values ($1)\nparams: canary', { cause }), { params: ['canary'] });
}

const names = [
  'authorization',
  'Cookie',
  'set-cookie',
  'password',
  'passwd',
  'secret',
  'token',
  'apiKey',
  'api_key',
  'client_secret',
];

describe('a line of the log', () => {
  it.each(names)('has nothing of a field that is called %s, however deep and whatever it is', (name) => {
    const { log, text } = aLog();
    for (const value of ['canary', ['canary'], { a: 'canary' }, 4711]) {
      log.info({ [name]: value, deep: { er: [{ [name]: value }], json: JSON.stringify({ [name]: 'canary' }) } }, 'told');
      log.child({ [name]: value }).info({ headers: new Map([[name, value]]) });
    }
    expect(text()).toContain('told');
    expect(text()).not.toMatch(/canary|4711/);
  });

  it('has no secret that looks like one or is known, in its words, fields, names, errors and causes', () => {
    const { log, text } = aLog();
    const release = protectSecret('canary of a password');
    const looks = 'bs_0a1b2c3d_canary_canary_canary';
    for (const secret of ['canary of a password', looks]) {
      const error = new Error(`outer ${secret}`, { cause: new AggregateError([new Error(`one ${secret}`)], secret) });
      log.info(`said ${secret}`);
      log.info({ a: secret, [secret]: 1, b: [{ c: secret }] }, 'with %s', secret);
      log.child({ bound: secret }).error(error);
      log.error({ err: error, reason: error, all: [error] });
    }
    release();
    expect(text()).not.toContain('canary');
    expect(text()).toContain('one [secret]');
  });

  it.each([
    ['as the error', (error: Error) => ({ err: error })],
    ['under another name', (error: Error) => ({ reason: error })],
    ['in a list', (error: Error) => ({ errors: [error] })],
    ['among several', (error: Error) => ({ err: new AggregateError([error]) })],
    ['as the cause', (error: Error) => ({ err: new Error('outer', { cause: error }) })],
  ])('has no value of a query that failed: %s', (_, fields) => {
    const { log, text } = aLog();
    log.error(fields(failedQuery()), 'failed');
    expect(text()).toContain('insert into x');
    expect(text()).not.toContain('canary');
  });

  it('has none either where the error is all that is said', () => {
    const { log, lines, text } = aLog();
    log.error(failedQuery());
    expect(lines()).toMatchObject([{ msg: 'Failed query: insert into x values ($1)', err: { cause: { code: '23505' } } }]);
    expect(text()).not.toContain('canary');
  });

  it('is written whatever an object does when it is looked at', () => {
    const { log, lines } = aLog();
    const circular: Record<string, unknown> = { name: 'circle' };
    circular['self'] = { circular };
    const error: Error & { cause?: unknown } = new Error('turns in circles');
    error.cause = error;
    const throwing = (name: string) =>
      Object.defineProperty(new Error('silent'), name, {
        enumerable: true,
        get() {
          throw new Error('do not look');
        },
      });
    const throws = {
      get field(): string {
        throw new Error('do not look');
      },
    };
    log.info({ circular, error, map: new Map([[{}, new Set([1])]]), throws, deep: [throws], big: 1n, none: undefined }, 'first');
    log.info(throws, 'second');
    for (const name of ['message', 'stack', 'cause', 'name', 'code']) log.error({ err: throwing(name) }, 'third');
    log.info(
      {
        toJSON: {
          toJSON() {
            throw new Error('no');
          },
        },
        proxy: Proxy.revocable({}, {}),
      },
      'fourth',
    );
    expect(lines().map(({ msg }) => msg)).toEqual(['first', 'second', ...Array(5).fill('third'), 'fourth']);
    expect(lines()[0]).toMatchObject({
      map: { '[object Object]': [1] },
      error: { message: 'turns in circles', cause: '[left out]' },
    });
    expect(lines()[1]).toMatchObject({ field: '[unreadable]' });
  });

  test.prop([fc.anything(), fc.string()])('is one JSON document for anything', (anything, words) => {
    const { log, lines } = aLog();
    log.info({ anything }, words);
    log.warn(anything as object);
    expect(lines()).toHaveLength(2);
  });

  test.prop([fc.string({ minLength: 8 }), fc.array(fc.string())])('is one for any secret', (secret, others) => {
    fc.pre(!'[secret]'.includes(secret));
    const { log, lines } = aLog();
    const release = protectSecret(secret);
    log.info({ others, words: [`before ${secret} after`] }, 'told');
    release();
    const [line] = lines();
    if (line.words) expect(line.words).not.toContain(`before ${secret} after`);
    else expect(line.msg).toContain('could not be told');
  });

  it('has what a request was asked for without what was searched for', () => {
    const { log, text } = aLog();
    log.info({ req: { url: '/api/failures?q=Jane%20Doe&limit=5' } }, 'incoming request');
    expect(text()).toContain('/api/failures?q=[secret]&limit=5');
  });
});

it.each([
  ['auto', true, true],
  ['auto', false, false],
  ['json', true, false],
  ['pretty', false, true],
] as const)('%s on a terminal (%s): for people (%s)', (format, isTerminal, expected) => {
  expect(isPretty(format, isTerminal)).toBe(expected);
});
