import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretValues } from '@branch-sync/config';
import { protectSecrets } from '@branch-sync/redaction';
import { z } from 'zod';
import type { Terminal } from '../output/terminal.ts';
import { localFolder } from './project-folder.ts';

const noteSchema = z.object({
  pid: z.int().positive(),
  apiUrl: z.url(),
  /** What the other commands need to work on the stack's database and queue. */
  environment: z.record(z.string(), z.string()),
});

/** What `start` notes down for as long as it runs. */
export type RunningStackNote = z.infer<typeof noteSchema>;

/** Where a stack notes itself down, in the folder that holds its data. */
const noteFileIn = (folder: string) => join(folder, 'running.json');

/** Notes a running stack down, for its owner's eyes: the note holds its keys. */
export function noteRunningStack(note: RunningStackNote, folder: string): void {
  writeFileSync(noteFileIn(folder), JSON.stringify(note), { mode: 0o600 });
}

export function forgetRunningStack(folder: string): void {
  rmSync(noteFileIn(folder), { force: true });
}

/** The stack that `start` runs just now; undefined where none does, or one left its note when it was killed. */
export function findRunningStack(folder: string): RunningStackNote | undefined {
  const note = noteSchema.safeParse(readJson(noteFileIn(folder))).data;
  return note !== undefined && isAlive(note.pid) ? note : undefined;
}

/**
 * The environment for a command on the product's data: its own, or, where no DATABASE_URL is set and `start` runs, that
 * of the running stack, so that `npx branch-sync keys list` needs no more than a second terminal.
 */
export function withRunningStack(env: NodeJS.ProcessEnv, terminal: Terminal, folder = localFolder): NodeJS.ProcessEnv {
  if (env['DATABASE_URL']) return env;
  const note = findRunningStack(folder);
  if (note === undefined) return env;
  terminal.complain(terminal.paint('dim', `DATABASE_URL is not set: using the stack that runs at ${note.apiUrl}.`));
  protectSecrets(secretValues(note.environment));
  return { ...env, ...note.environment };
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Not ours to signal, but there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
