import { drawBox } from '../output/box.ts';
import type { Terminal } from '../output/terminal.ts';

/** What a person needs to know of a stack that runs. */
export interface StartedStack {
  readonly apiUrl: string;
  readonly adminKey: string;
  readonly database: string;
  readonly queue: string;
  /** Null: no stand-ins run. */
  readonly standInsUrl: string | null;
  readonly logFolder: string;
  readonly notes: readonly string[];
}

/** URLs, the admin key and what is in use, in a box; what else is to be known under it. */
export function describeStartedStack(stack: StartedStack, { paint }: Terminal): string {
  const entry = (name: string, value: string) => `${paint('dim', name.padEnd(10))}${value}`;
  const lines = [
    paint('bold', 'branch-sync is running'),
    '',
    entry('Console', `${stack.apiUrl}/`),
    entry('Queues', `${stack.apiUrl}/queues`),
    entry('API docs', `${stack.apiUrl}/docs`),
    entry('Admin key', paint('bold', stack.adminKey)),
  ];
  const facts = [
    entry('Database', stack.database),
    entry('Queue', stack.queue),
    ...(stack.standInsUrl === null ? [] : [entry('Odoo', `stand-ins at ${stack.standInsUrl}`)]),
    entry('Logs', stack.logFolder),
  ];
  return [drawBox(lines), ...facts, ...stack.notes.map((note) => entry('Note', note)), '', 'Ctrl-C stops everything.'].join('\n');
}
