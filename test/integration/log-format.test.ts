import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const log = new URL('../../packages/log/dist/index.js', import.meta.url).href;

/** What a process prints that logs a line, and a field whose name says that it is a secret. */
async function printed(format: string): Promise<string> {
  const script = `import { createLog } from '${log}';
    createLog('worker', 'info', { format: '${format}' }).info({ runId: 'r1', password: 'canary-of-the-log' }, 'run over');`;
  return (await run(process.execPath, ['--input-type=module', '--eval', script])).stdout;
}

it('a log for people is no JSON, and has no more secrets in it', async () => {
  const text = await printed('pretty');
  expect(text).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}\] .*INFO.* \(worker\): .*run over/);
  expect(text).toContain('r1');
  expect(text).not.toContain('canary-of-the-log');
});

it('where nobody looks, lines are JSON', async () => {
  expect(JSON.parse(await printed('auto'))).toMatchObject({ name: 'worker', runId: 'r1', msg: 'run over' });
});
