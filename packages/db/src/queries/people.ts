import { asc, eq, gt, sql } from 'drizzle-orm';
import { changesBetween } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { people, sessions } from '../schema/access.ts';
import { type Actor, type AuditEntry, recordAudit } from './audit.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

/** Somebody who has signed in, or may; a password's hash is not for showing. */
export type Person = Omit<typeof people.$inferSelect, 'passwordHash' | 'subject'>;

const { id, source, login, name, role, odooUserId, odooGroupIds, checkedAt, checkTriedAt, createdAt, lastSignInAt, disabledAt } =
  people;
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

/** Notes that somebody has signed in. */
export async function noteSignIn(tx: Transaction, personId: string): Promise<void> {
  await tx.update(people).set({ lastSignInAt: sql`now()` }).where(eq(id, personId));
}

/** Shuts a person out, whose sessions end, or lets them in again. Undefined where there is no such person. */
export async function setPersonDisabled(
  db: Database,
  actor: Actor,
  personId: string,
  isDisabled: boolean,
): Promise<Person | undefined> {
  return db.transaction(async (tx) => {
    const [before] = await tx.select(shownPersonColumns).from(people).where(eq(id, personId)).for('no key update');
    if (before === undefined) return undefined;
    const [person = before] = await tx
      .update(people)
      .set({ disabledAt: isDisabled ? sql`coalesce(${disabledAt}, now())` : null })
      .where(eq(id, personId))
      .returning(shownPersonColumns);
    if (isDisabled) await tx.delete(sessions).where(eq(sessions.personId, personId));
    const changes = changesBetween({ isDisabled: before.disabledAt !== null }, { isDisabled });
    await recordPerson(tx, actor, isDisabled ? 'disable' : 'enable', person, changes);
    return person;
  });
}

/** Writes down what became of a person. Two sources may call somebody the same: the id tells which one it was. */
export async function recordPerson(
  tx: Transaction,
  actor: Actor,
  act: 'create' | 'password' | 'role' | 'disable' | 'enable',
  { id: personId, source: from, login: called }: Person,
  changes: NonNullable<AuditEntry['changes']>,
): Promise<void> {
  const entry = { action: `person.${act}`, subject: `person:${called}`, detail: { id: personId, source: from }, changes };
  await recordAudit(tx, actor, entry);
}
