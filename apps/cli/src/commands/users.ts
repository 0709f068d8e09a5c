import { randomBytes } from 'node:crypto';
import { loginSchema, roleSchema } from '@branch-sync/contract';
import {
  allRows,
  cliActor,
  createLocalPerson,
  type Database,
  findLocalPerson,
  hashPassword,
  LoginTakenError,
  listPeople,
  type Person,
  setLocalPassword,
  setPersonDisabled,
} from '@branch-sync/db';
import { z } from 'zod';
import type { Command, CommandContext } from '../command-line/command.ts';
import { CommandError, UsageError } from '../command-line/command-error.ts';
import { exitCodes } from '../command-line/exit-code.ts';
import { onDatabase } from '../keys/on-database.ts';
import { drawPeople } from '../users/people-table.ts';

const peoplePerPage = 200;

const addUserCommand: Command = {
  usage: 'users add <login>',
  description: 'Make a local account, for the set-up and for emergencies; its password is shown this once',
  options: [{ flags: '--role <role>', description: 'viewer, operator or admin; admin when left out' }],
  examples: ['branch-sync users add chief', 'branch-sync users add night-shift --role operator'],
  async run(context) {
    const login = loginOf(context);
    const role = roleSchema.safeParse(context.options['role'] ?? 'admin');
    if (!role.success) throw new UsageError('--role: must be viewer, operator or admin');
    const password = newPassword();
    const ask = { login, role: role.data, passwordHash: await hashPassword(password) };
    const person = await onDatabase(context, (db) => createLocalPerson(db, cliActor, ask)).catch((error: unknown) => {
      if (!(error instanceof LoginTakenError)) throw error;
      throw new CommandError(`${error.message}\nGive it another password: branch-sync users password ${login}`);
    });
    return tellPassword(context, person, password);
  },
};

const listUsersCommand: Command = {
  usage: 'users list',
  description: 'List everybody who has signed in or has a local account',
  options: [],
  examples: ['branch-sync users list --json'],
  async run(context) {
    const people = await onDatabase(context, allPeople);
    context.terminal.answer({ items: people }, drawPeople(people, context.terminal));
    return exitCodes.ok.code;
  },
};

const passwordCommand: Command = {
  usage: 'users password <login>',
  description: 'Give a local account another password, shown this once, and end its sign-ins',
  options: [],
  examples: ['branch-sync users password chief'],
  async run(context) {
    const login = loginOf(context);
    const password = newPassword();
    const passwordHash = await hashPassword(password);
    const person = await onDatabase(context, (db) => setLocalPassword(db, cliActor, login, passwordHash));
    if (person === undefined) throw noSuchAccount(login);
    return tellPassword(context, person, password);
  },
};

const disableCommand: Command = switchCommand('disable', 'Shut a local account out, and end its sign-ins');
const enableCommand: Command = switchCommand('enable', 'Let a local account in again');

export const usersCommands: readonly Command[] = [
  addUserCommand,
  listUsersCommand,
  passwordCommand,
  disableCommand,
  enableCommand,
];

function switchCommand(word: 'disable' | 'enable', description: string): Command {
  return {
    usage: `users ${word} <login>`,
    description,
    options: [],
    examples: [`branch-sync users ${word} night-shift`],
    async run(context) {
      const login = loginOf(context);
      const person = await onDatabase(context, async (db) => {
        const found = await findLocalPerson(db, login);
        return found && setPersonDisabled(db, cliActor, found.person.id, word === 'disable');
      });
      if (person === undefined) throw noSuchAccount(login);
      const state = word === 'disable' ? 'may not in any more' : 'may in again';
      context.terminal.answer(person, `The local account “${person.login}” ${state}.`);
      return exitCodes.ok.code;
    },
  };
}

/** 144 bits: nobody guesses it, and nobody has to think of one. */
function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

function tellPassword({ terminal }: CommandContext, person: Person, password: string) {
  terminal.handOver({ ...person, password }, password);
  if (!terminal.isJson) terminal.complain(`The password of the local account “${person.login}”. It is not shown again.`);
  return exitCodes.ok.code;
}

function loginOf({ args }: CommandContext): string {
  const login = loginSchema.safeParse(args[0]);
  if (login.success) return login.data;
  throw new UsageError(`The login cannot be taken: ${z.prettifyError(login.error)}`);
}

function noSuchAccount(login: string): CommandError {
  return new CommandError(`There is no local account “${login}”.\nList all: branch-sync users list`);
}

function allPeople(db: Database): Promise<Person[]> {
  return allRows((after: string | null) => listPeople(db, { after, limit: peoplePerPage }));
}
