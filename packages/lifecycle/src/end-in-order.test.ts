import { describe, expect, it } from 'vitest';
import { runShortProcess } from './testing/short-process.ts';

const clean = { code: 0, lastWords: '' };
const ended = (words: string) => ({ code: 1, lastWords: `branch-sync thing ${words}\n` });

describe('a signal', () => {
  it('ends a process that has nothing to do without a word', async () => {
    expect(await runShortProcess(`lifecycle.endInOrder(ending); console.log('SIGTERM');`)).toEqual(clean);
  });

  it('lets what is under way finish, says goodbye, and closes, in this order', async () => {
    const steps = `
      let done = '';
      const step = (name) => async () => { done += name; };
      const close = async () => { done += 'close'; process.stderr.write(done); };
      lifecycle.endInOrder({ ...ending, drain: step('drain '), signOff: step('goodbye '), close });
      console.log('SIGINT');`;
    expect(await runShortProcess(steps)).toEqual({ code: 0, lastWords: 'drain goodbye close' });
  });

  it('waits no longer than its bound, says goodbye all the same, and tells what is cut short', async () => {
    const hanging = `
      const signOff = async () => void process.stderr.write('goodbye\\n');
      lifecycle.endInOrder({ ...ending, drainMs: 20, drain: never, signOff, underWay: () => '2 jobs' });
      console.log('SIGTERM');`;
    const words = 'stopped, but not in order: jobs were not finished within 0.02 s (cut short: 2 jobs)';
    expect(await runShortProcess(hanging)).toEqual({ code: 1, lastWords: `goodbye\nbranch-sync thing ${words}\n` });
  });

  it('that comes a second time ends it at once', async () => {
    const hanging = `
      const drain = () => { console.log('SIGINT'); return never(); };
      lifecycle.endInOrder({ ...ending, drain, underWay: () => '1 job' });
      console.log('SIGTERM');`;
    expect(await runShortProcess(hanging)).toEqual(ended('stopped at once: SIGINT came while it was ending (cut short: 1 job)'));
  });

  it.each([
    ['drain', 'jobs were not finished'],
    ['signOff', 'the goodbye was not heard'],
    ['close', 'connections were not closed'],
  ])('ends it where %s fails, too, and tells why', async (step, words) => {
    const failing = `
      lifecycle.endInOrder({ ...ending, ${step}: async () => { throw new Error('gone'); } });
      console.log('SIGTERM');`;
    expect(await runShortProcess(failing)).toEqual(ended(`stopped, but not in order: ${words}: Error: gone`));
  });
});

describe('an error that nobody catches', () => {
  it.each([
    ['thrown', `throw new TypeError('a fault')`, 'TypeError: a fault'],
    ['rejected', `Promise.reject(new TypeError('a fault'))`, 'TypeError: a fault'],
    ['nothing', `Promise.reject()`, 'something that is no error was thrown (undefined)'],
  ])('drains the process and is its last line (%s)', async (_, trouble, words) => {
    const failing = `
      const drain = async () => void process.stderr.write('drained\\n');
      lifecycle.endInOrder({ ...ending, drain });
      setTimeout(() => { ${trouble}; });`;
    const lastWords = `drained\nbranch-sync thing ended by an error that nobody caught: ${words}\n`;
    expect(await runShortProcess(failing)).toEqual({ code: 1, lastWords });
  });

  it('ends it at once where it comes while the process ends', async () => {
    const failing = `
      const drain = () => { setTimeout(() => { throw new TypeError('a fault'); }); return never(); };
      lifecycle.endInOrder({ ...ending, drain });
      console.log('SIGTERM');`;
    expect(await runShortProcess(failing)).toEqual(
      ended('ended by an error that nobody caught, while it was ending: TypeError: a fault'),
    );
  });
});

it('the last line has no secret in it', async () => {
  const failing = `
    lifecycle.startProcess('thing', async () => { throw new Error('no answer of postgres://me:canary@db.example/x'); });`;
  expect(await runShortProcess(failing)).toEqual(ended('cannot start: no answer of postgres://me:[secret]@db.example/x'));
});

it('what keeps a process from starting is its last line', async () => {
  const failing = `lifecycle.startProcess('thing', async () => { throw new Error('no database\\nparams: canary'); });`;
  expect(await runShortProcess(failing)).toEqual(ended('cannot start: no database'));
});
