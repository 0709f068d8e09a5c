import { and, asc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { changesBetween } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { type PersonSource, people, type Role, sessions } from '../schema/access.ts';
import { type Actor, recordAudit } from './audit.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** Somebody who has signed in, or may; a password's hash is not for showing. */
export type Person = Omit<typeof people.$inferSelect, 'passwordHash' | 'subject'>;

const { source, login, name, role, odooUserId, odooGroupIds, checkedAt, checkTriedAt, createdAt, lastSignInAt, disabledAt } =
  people;
const { id } = people;
export const shownPersonColumns = {
  id,
  source,
  login,
  name,
  role,
  odooUserId,
  odooGroupIds,
  checkedAt,
  checkTriedAt,
  createdAt,
  lastSignInAt,
  disabledAt,
};

/** What a source says of a person who has just proved to be themselves. */
export interface ProvenPerson {
  readonly source: Exclude<PersonSource, 'local'>;
  /** What the source knows them by for good. */
  readonly subject: string;
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Of central's Odoo; null of another source. */
  readonly odooUserId: number | null;
  /** Likewise, before 18. */
  readonly odooGroupIds: readonly number[] | null;
}

/** A local person of this login exists already. */
export class LoginTakenError extends Error {
  override readonly name = 'LoginTakenError';
  constructor(login: string) {
    super(`There is a local account "${login}" already.`);
  }
}

/** Keeps what a source says `now` of a person, who need not have been seen before. */
export async function keepProvenPerson(tx: Transaction, proven: ProvenPerson, now: Date): Promise<Person> {
  const { source, subject, ...told } = proven;
  const [person] = await tx
    .insert(people)
    .values({ id: uuidv7(), source, subject, ...told, checkedAt: now, checkTriedAt: now })
    .onConflictDoUpdate({ target: [people.source, people.subject], set: { ...told, checkedAt: now, checkTriedAt: now } })
    .returning(shownPersonColumns);
  if (person === undefined) throw new Error('An upsert gave back no row.');
  return person;
}

/** Notes that somebody has signed in. */
export async function noteSignIn(tx: Transaction, personId: string): Promise<void> {
  await tx.update(people).set({ lastSignInAt: sql`now()` }).where(eq(id, personId));
}

/** The local person of a login, with the hash of their password. */
export async function findLocalPerson(
  db: Database,
  localLogin: string,
): Promise<{ person: Person; passwordHash: string } | undefined> {
  const [found] = await db
    .select({ person: shownPersonColumns, passwordHash: people.passwordHash })
    .from(people)
    .where(and(eq(source, 'local'), eq(people.subject, subjectOf(localLogin))));
  return found === undefined || found.passwordHash === null
    ? undefined
    : { person: found.person, passwordHash: found.passwordHash };
}

/** People by id, oldest first. */
export async function listPeople(db: Database, ask: PageAsk<string>): Promise<Page<Person, string>> {
  const found = await db
    .select(shownPersonColumns)
    .from(people)
    .where(ask.after === null ? undefined : gt(id, ask.after))
    .orderBy(asc(id))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, (person) => person.id);
}

/** One person; undefined where there is none of this id. */
export async function findPerson(db: Database, personId: string): Promise<Person | undefined> {
  const [found] = await db.select(shownPersonColumns).from(people).where(eq(id, personId));
  return found;
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
      .values({ id: uuidv7(), source: 'local', subject: subjectOf(ask.login), name: ask.login, ...ask })
      .onConflictDoNothing({ target: [people.source, people.subject] })
      .returning(shownPersonColumns);
    if (person === undefined) throw new LoginTakenError(ask.login);
    const changes = changesBetween(null, { source: 'local', role: ask.role, password: 'set' });
    await recordAudit(tx, actor, { action: 'person.create', subject: `person:${person.login}`, changes });
    return person;
  });
}

/** Gives a local account another password, and ends its sessions. Undefined where there is no such account. */
export async function setLocalPassword(
  db: Database,
  actor: Actor,
  localLogin: string,
  passwordHash: string,
): Promise<Person | undefined> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .update(people)
      .set({ passwordHash })
      .where(and(eq(source, 'local'), eq(people.subject, subjectOf(localLogin))))
      .returning(shownPersonColumns);
    if (person === undefined) return undefined;
    await tx.delete(sessions).where(eq(sessions.personId, person.id));
    const changes = changesBetween({ password: 'old' }, { password: 'new' });
    await recordAudit(tx, actor, { action: 'person.password', subject: `person:${person.login}`, changes });
    return person;
  });
}

/** Shuts a person out, whose sessions end, or lets them in again. Undefined where there is no such person. */
export async function setPersonDisabled(
  db: Database,
  actor: Actor,
  personId: string,
  isDisabled: boolean,
): Promise<Person | undefined> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .update(people)
      .set({ disabledAt: isDisabled ? sql`coalesce(${disabledAt}, now())` : null })
      .where(eq(id, personId))
      .returning(shownPersonColumns);
    if (person === undefined) return undefined;
    if (isDisabled) await tx.delete(sessions).where(eq(sessions.personId, personId));
    const action = isDisabled ? 'person.disable' : 'person.enable';
    const changes = changesBetween({ isDisabled: !isDisabled }, { isDisabled });
    await recordAudit(tx, actor, { action, subject: `person:${person.login}`, changes });
    return person;
  });
}

/** Claims the next look at a person's groups where nobody has tried since a moment, so that one process looks and the others go on. */
export async function claimCheck(db: Database, personId: string, { since, now }: { since: Date; now: Date }): Promise<boolean> {
  const claimed = await db
    .update(people)
    .set({ checkTriedAt: now })
    .where(and(eq(id, personId), or(isNull(checkTriedAt), lte(checkTriedAt, since))))
    .returning({ id });
  return claimed.length > 0;
}

/** Keeps what their source says `now` of a person; without a role their sessions end. */
export async function keepCheckedRole(
  db: Database,
  actor: Actor,
  before: Person,
  told: { readonly name: string; readonly role: Role | null },
  now: Date,
): Promise<Person> {
  return db.transaction(async (tx) => {
    const [person] = await tx
      .update(people)
      .set({ name: told.name, role: told.role, checkedAt: now, checkTriedAt: now })
      .where(eq(id, before.id))
      .returning(shownPersonColumns);
    if (person === undefined) throw new Error(`Person ${before.id} is gone.`);
    if (told.role === null) await tx.delete(sessions).where(eq(sessions.personId, before.id));
    if (told.role !== before.role) {
      const changes = changesBetween({ role: before.role }, { role: told.role });
      await recordAudit(tx, actor, { action: 'person.role', subject: `person:${person.login}`, changes });
    }
    return person;
  });
}

/** Two local logins that differ in case alone would be one person to whoever reads them. */
function subjectOf(localLogin: string): string {
  return localLogin.normalize('NFKC').toLowerCase();
}
