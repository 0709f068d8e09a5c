import { drawTable } from '../output/table.ts';
import type { Style, Terminal } from '../output/terminal.ts';
import type { Check } from './check.ts';

const marks: Readonly<Record<Check['level'], readonly [Style, string]>> = {
  ok: ['green', '✓'],
  warning: ['yellow', '!'],
  error: ['red', '✗'],
};

/** The checks as a table, what to do under each finding, and a verdict. */
export function doctorText(checks: readonly Check[], terminal: Terminal): string {
  const { paint } = terminal;
  const rows = checks.map(({ subject, level, message, fix }) => [
    paint(...marks[level]),
    subject,
    [level === 'ok' ? message : paint(marks[level][0], message), ...(fix === null ? [] : [`To do: ${fix}`])].join('\n'),
  ]);
  const table = drawTable(terminal, [{ head: '' }, { head: 'where' }, { head: 'finding', isElastic: true }], rows);
  return `${table}\n\n${verdict(checks, terminal)}`;
}

function verdict(checks: readonly Check[], { paint }: Terminal): string {
  const errors = checks.filter(({ level }) => level === 'error').length;
  const warnings = checks.filter(({ level }) => level === 'warning').length;
  const told = warnings === 0 ? '' : `, ${warnings} ${warnings === 1 ? 'thing' : 'things'} to look at`;
  if (errors > 0) return paint('red', `✗ ${errors} ${errors === 1 ? 'thing needs' : 'things need'} to be put right${told}.`);
  return paint(warnings > 0 ? 'yellow' : 'green', `✓ Nothing stands in the way${told}.`);
}

/** The checks for programs. */
export function doctorDocument(checks: readonly Check[]): unknown {
  return { ok: isHealthy(checks), checks };
}

export function isHealthy(checks: readonly Check[]): boolean {
  return checks.every(({ level }) => level !== 'error');
}
