import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, Page } from './page.ts';
import { readPages } from './pages.ts';
import { answerDifference } from './printed-answer.ts';
import { parseTrouble } from './shell.ts';
import { openStage, type Stage } from './stage.ts';

const pages = await readPages();
const shells = new Set(['sh', 'bash']);

const placeOf = (page: Page, { line }: Block) => `${page.path}:${line}`;
const isCommand = ({ language, directive }: Block) => shells.has(language) || directive?.kind === 'run';
const notRun = pages.flatMap((page) =>
  page.blocks.flatMap((block) => (block.directive?.kind === 'not_run' ? [{ page, block, reason: block.directive.reason }] : [])),
);

describe('the commands of README and docs', () => {
  let stage: Stage;
  const count = { run: 0, answers: 0 };
  beforeAll(async () => {
    stage = await openStage();
  });
  afterAll(async () => {
    await stage.close();
    const told = notRun.map(({ page, block, reason }) => `  ${placeOf(page, block)}: ${reason}`);
    process.stdout.write(
      `docs: ${count.run} blocks run, ${count.answers} answers compared, ${notRun.length} not run:\n${told.join('\n')}\n`,
    );
  });

  // Pages go on where the one before has left off, as a reader does: after the first that fails the others say little.
  it.each(pages.filter(({ blocks }) => blocks.some(isCommand)))(
    'do what $path says',
    async (page) => {
      let printed = '';
      for (const block of page.blocks) {
        const place = placeOf(page, block);
        if (block.directive?.kind === 'answer') {
          expect(answerDifference(block, printed), `${place}; printed was: ${printed.slice(-3_000)}`).toBeNull();
          count.answers += 1;
        } else if (isCommand(block)) {
          printed = await follow(block, place);
        }
      }
    },
    300_000,
  );

  /** Does what a block says; gives what it printed. */
  async function follow(block: Block, place: string): Promise<string> {
    const { directive, language, text } = block;
    if (shells.has(language)) expect(await parseTrouble(text), `${place} cannot be parsed`).toBeNull();
    if (directive?.kind === 'not_run') return '';
    count.run += 1;
    if (directive?.kind === 'background') {
      await stage.shell.runInBackground(text, directive.until);
      return '';
    }
    const startedAt = performance.now();
    const { code, stdout, stderr } = await stage.shell.run(linesOf(block, place));
    const tookMs = Math.round(performance.now() - startedAt);
    const wanted = directive?.kind === 'exits' ? directive.code : 0;
    if (process.env['DOCS_TRACE']) process.stdout.write(`── ${place}, ${tookMs} ms\n${text}\n${stdout}${stderr}\n`);
    expect(code, `${place}\n${text}\nprinted: ${stdout.slice(-3_000)}\n${stderr.slice(-3_000)}`).toBe(wanted);
    return stdout;
  }

  function linesOf({ directive, language, text }: Block, place: string): string {
    if (directive?.kind === 'instead') {
      const lines = stage.instead[directive.name];
      if (lines === undefined) throw new Error(`${place}: the stage has no lines called “${directive.name}”.`);
      return lines;
    }
    return language === 'js' ? `node --input-type=module <<'END_OF_BLOCK'\n${text}\nEND_OF_BLOCK` : text;
  }
});

describe('what is not run', () => {
  it.each(notRun.map(({ page, block, reason }) => ({ place: placeOf(page, block), reason })))(
    'at $place says why: $reason',
    async ({ reason }) => {
      expect(reason.length).toBeGreaterThan(10);
      const test = /test\/\S+\.ts/.exec(reason)?.[0];
      // Where a test is named in its place, that test is there.
      if (test !== undefined) await promisify(execFile)('test', ['-f', test]);
    },
  );
});

/** Languages that show something, and tell nobody to do it. */
const shownOnly = new Set(['text', 'json', 'nginx']);

it('every block is a command, shows something, or says what it is', () => {
  const unknown = pages.flatMap((page) =>
    page.blocks
      .filter((block) => !isCommand(block) && !shownOnly.has(block.language) && block.directive?.kind !== 'not_run')
      .map((block) => placeOf(page, block)),
  );
  expect(unknown).toEqual([]);
});

it('what is marked as an answer stands after a command', () => {
  const lost = pages.flatMap((page) =>
    page.blocks
      .filter((block, index) => block.directive?.kind === 'answer' && !page.blocks.slice(0, index).some(isCommand))
      .map((block) => placeOf(page, block)),
  );
  expect(lost).toEqual([]);
});
