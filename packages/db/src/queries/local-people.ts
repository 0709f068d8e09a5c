import { and, eq } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { changesBetween } from '../audit-changes.ts';
import type { Database } from '../connect.ts';
import { people, type Role, sessions } from '../schema/access.ts';
import type { Actor } from './audit.ts';
import { type Person, recordPerson, shownPersonColumns } from './people.ts';

/** A local person of this login exists already. */
export class LoginTakenError extends Error {
  override readonly name = 'LoginTakenError';
  constructor(login: string) {
    super(`There is a local account "${login}" already.`);
  }
}

/** What a local login is known by: two that differ in case or in width alone would be one person to whoever reads them. */
export function localSubjectOf(login: string): string {
  return login.normalize('NFKC').toLowerCase();
}

const isLocal = (login: string) => and(eq(people.source, 'local'), eq(people.subject, localSubjectOf(login)));

/** The local person of a login, with the hash of their password. */
export async function findLocalPerson(
  db: Database,
  login: string,
): Promise<{ person: Person; passwordHash: string } | undefined> {
  const [found] = await db
    .select({ person: shownPersonColumns, passwordHash: people.passwordHash })
    .from(people)
    .where(isLocal(login));
  return found === undefined || found.passwordHash === null
    ? undefined
    : { person: found.person, passwordHash: found.passwordHash };
}

/** Makes a local account. Throws `LoginTakenError`. */
export async function createLocalPerson(
  db: Database,
  actor: Actor,
  ask: { readonly login: string; readonly role: Role; readonly passwordHash: string },
): Promise<Person> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .insert(people)
      .values({ id: uuidv7(), source: 'local', subject: localSubjectOf(ask.login), name: ask.login, ...ask })
      .onConflictDoNothing({ target: [people.source, people.subject] })
      .returning(shownPersonColumns);
    if (person === undefined) throw new LoginTakenError(ask.login);
    await recordPerson(tx, actor, 'create', person, changesBetween(null, { role: ask.role, password: 'set' }));
    return person;
  });
}

/** Gives a local account another password, and ends its sessions. Undefined where there is no such account. */
export async function setLocalPassword(
  db: Database,
  actor: Actor,
  login: string,
  passwordHash: string,
): Promise<Person | undefined> {
  return db.transaction(async (tx) => {
    const [person] = await tx.update(people).set({ passwordHash }).where(isLocal(login)).returning(shownPersonColumns);
    if (person === undefined) return undefined;
    await tx.delete(sessions).where(eq(sessions.personId, person.id));
    await recordPerson(tx, actor, 'password', person, changesBetween({ password: 'old' }, { password: 'new' }));
    return person;
  });
}
