import { readFile, stat } from 'node:fs/promises';
import { environmentVariables } from '@branch-sync/config';
import { describe, expect, it, vi } from 'vitest';
import { exitCodes } from '../../../apps/cli/src/command-line/exit-code.ts';
import { commands } from '../../../apps/cli/src/commands/all-commands.ts';
import { runCommand } from './run-command.ts';

const fileOfRoot = (name: string) => readFile(new URL(`../../../${name}`, import.meta.url), 'utf8');

/** The cells of the table under a head that begins so. */
async function tableOf(head: string): Promise<string[][]> {
  const lines = (await fileOfRoot('README.md')).split('\n');
  const rows = lines.slice(lines.findIndex((line) => line.startsWith('|') && line.split('|')[1]?.trim() === head) + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end).map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the README', () => {
  it('lists every command with the words of its help', async () => {
    expect(await tableOf('command')).toEqual(commands.map(({ usage, description }) => [`\`${usage}\``, description]));
  });

  it('lists every exit code', async () => {
    expect(await tableOf('exit code')).toEqual(Object.values(exitCodes).map(({ code, meaning }) => [String(code), meaning]));
  });

  it('lists every variable, as .env.example does', async () => {
    const rows = environmentVariables.map((one) => [
      `\`${one.name}\``,
      one.default === null ? '' : `\`${one.default}\``,
      one.description,
    ]);
    expect(await tableOf('variable')).toEqual(rows);
    const example = await fileOfRoot('.env.example');
    for (const one of environmentVariables) {
      expect(example).toContain(
        `# ${one.description}\n${one.default === null ? `# ${one.name}=` : `${one.name}=${one.default}`}\n`,
      );
    }
  });

  it('names only files that are there', async () => {
    for (const file of [
      'README.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'docs/architecture.md',
      'docs/alerts.md',
      'docs/decisions/0005-queue-on-redis-or-postgres.md',
      'docs/decisions/0008-an-odoo-stand-in.md',
    ]) {
      const folder = new URL(`../../../${file}`, import.meta.url);
      for (const [, target = ''] of (await fileOfRoot(file)).matchAll(/\]\(([^)#]+)[^)]*\)/g)) {
        if (!target.includes('://')) await expect(stat(new URL(target, folder)), `${file}: ${target}`).resolves.toBeDefined();
      }
    }
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
