import { type ApiKeyInput, apiKeyInputSchema, idParamsSchema } from '@branch-sync/contract';
import {
  type ApiKey,
  allRows,
  cliActor,
  createApiKey,
  type Database,
  listApiKeys,
  revokeApiKey,
  UnknownBranchesError,
} from '@branch-sync/db';
import type { z } from 'zod';
import type { Command } from '../command-line/command.ts';
import { CommandError, UsageError } from '../command-line/command-error.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { drawKeys } from '../keys/key-table.ts';
import { onDatabase } from '../keys/on-database.ts';
import { rotateKeysCommand } from './keys-rotate.ts';

const keysPerPage = 200;

const createKeyCommand: Command = {
  usage: 'keys create',
  description: 'Make an API key; it is shown this once',
  options: [
    { flags: '--name <name>', description: 'What it is for' },
    { flags: '--role <role>', description: 'viewer, operator or admin: each may do what those before it may' },
    { flags: '--branches <codes>', description: 'For these branches alone, with commas between; all when left out' },
    { flags: '--acts <acts>', description: 'Of receive, push, reconcile, failures, mappings these alone; all when left out' },
    { flags: '--expires <moment>', description: 'Until when it opens, ISO 8601; for ever when left out' },
  ],
  examples: [
    'branch-sync keys create --name till-monitor --role viewer',
    'branch-sync keys create --name night-import --role operator --branches S01,S02 --acts receive',
  ],
  async run(context) {
    const { name, role, expires, branches, acts } = context.options;
    const asked = apiKeyInputSchema.safeParse({
      name: String(name ?? ''),
      role,
      expiresAt: expires,
      branches: listOf(branches),
      acts: listOf(acts),
    });
    if (!asked.success) throw new UsageError(`The key cannot be made:\n${problemsOf(asked.error)}`);
    const { key, secret } = await onDatabase(context, (db) => makeKey(db, asked.data));
    context.terminal.handOver({ ...key, key: secret }, secret);
    if (!context.terminal.isJson) context.terminal.complain('It is not shown again: keep it where secrets are kept.');
    return exitCodes.ok.code;
  },
};

const listKeysCommand: Command = {
  usage: 'keys list',
  description: 'List the API keys, the newest first; never the keys themselves',
  options: [],
  examples: ['branch-sync keys list --json'],
  async run(context) {
    const keys = await onDatabase(context, allKeys);
    context.terminal.answer({ items: keys }, drawKeys(keys, context.terminal));
    return exitCodes.ok.code;
  },
};

const revokeKeyCommand: Command = {
  usage: 'keys revoke <id>',
  description: 'Revoke an API key, and end the sessions that were opened with it',
  options: [],
  examples: ['branch-sync keys revoke 0190163d-8694-739b-aea5-966c26f8ad91'],
  async run(context) {
    const asked = idParamsSchema.safeParse({ id: context.args[0] });
    if (!asked.success) throw new UsageError('The id of a key is a UUID. List them: branch-sync keys list');
    const { id } = asked.data;
    if (!(await onDatabase(context, (db) => revokeApiKey(db, cliActor, id)))) {
      throw new CommandError('There is no such key, or it is revoked already.\nList them: branch-sync keys list');
    }
    context.terminal.answer({ id, revoked: true }, 'The key is revoked.');
    return exitCodes.ok.code;
  },
};

export const keysCommands: readonly Command[] = [createKeyCommand, listKeysCommand, revokeKeyCommand, rotateKeysCommand];

function allKeys(db: Database): Promise<ApiKey[]> {
  return allRows((after: string | null) => listApiKeys(db, { after, limit: keysPerPage }));
}

function makeKey(db: Database, { expiresAt, ...ask }: ApiKeyInput) {
  const expires = typeof expiresAt === 'string' ? new Date(expiresAt) : null;
  return createApiKey(db, cliActor, { ...ask, expiresAt: expires }).catch((error: unknown) => {
    throw error instanceof UnknownBranchesError ? new CommandError(error.message) : error;
  });
}

function listOf(option: unknown): string[] | undefined {
  return option === undefined
    ? undefined
    : String(option)
        .split(',')
        .map((part) => part.trim());
}

const optionOf: Readonly<Record<string, string>> = { expiresAt: 'expires' };

function problemsOf(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `--${optionOf[String(path[0])] ?? String(path[0])}: ${message}`).join('\n');
}
