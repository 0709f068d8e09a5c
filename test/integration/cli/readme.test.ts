import { readFile } from 'node:fs/promises';
import { environmentVariables } from '@branch-sync/config';
import { describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../../apps/cli/src/command-line/exit-code.ts';
import { commands } from '../../../apps/cli/src/commands/all-commands.ts';
import { runCommand } from './run-command.ts';

const fileOfRoot = (name: string) => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

/** The cells of a page's table under a head that begins so. */
async function tableOf(page: string, head: string): Promise<string[][]> {
  const lines = (await fileOfRoot(page)).split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith('|') && line.split('|')[1]?.trim() === head) + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const variableRows = environmentVariables.map((one) => [
  `\`${one.name}\``,
  one.default === null ? '' : `\`${one.default}\``,
  one.description,
]);

describe('docs/configuration.md', () => {
  it('lists every command with the words of its help', async () => {
    const rows = commands.map(({ usage, description }) => [`\`${usage}\``, description]);
    expect(await tableOf('docs/configuration.md', 'command')).toEqual(rows);
  });

  it('lists every exit code', async () => {
    const rows = Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]);
    expect(await tableOf('docs/configuration.md', 'exit code')).toEqual(rows);
  });

  it('lists every variable, as .env.example does in a form that a shell reads as well', async () => {
    expect(await tableOf('docs/configuration.md', 'variable')).toEqual(variableRows);
    const example = await fileOfRoot('.env.example');
    for (const one of environmentVariables) {
      const value = one.default?.includes(' ') === true ? `"${one.default}"` : one.default;
      expect(example).toContain(`# ${one.description}\n${one.default === null ? `# ${one.name}=` : `${one.name}=${value}`}\n`);
    }
  });
});

describe('the README', () => {
  it('lists the variables that everybody needs in the same words', async () => {
    const listed = await tableOf('README.md', 'variable');
    expect(listed.length).toBeGreaterThan(3);
    expect(listed).toEqual(variableRows.filter(([name]) => listed.some(([one]) => one === name)));
  });
});

describe('help', () => {
  it.each(commands)('of $usage tells its options, its examples and the exit codes', async ({ usage, options, examples }) => {
    const written = vi.spyOn(console, 'info').mockReturnValue();
    const words = usage.replace(/ <.*/, '').split(' ');
    const { code, stderr } = await runCommand([...words, '--help']);
    const help = written.mock.calls.flat().join('\n');
    written.mockRestore();
    expect([code, stderr]).toEqual([0, '']);
    for (const expected of [...options.map(({ flags }) => flags), ...examples, '--json', 'Exit codes']) {
      expect(help).toContain(expected);
    }
  });
});
