import { and, eq, isNull, lte, or } from 'drizzle-orm';
import { uuidv7 } from 'uuidv7';
import { changesBetween } from '../audit-changes.ts';
import type { Database, Transaction } from '../connect.ts';
import { type PersonSource, people, type Role, sessions } from '../schema/access.ts';
import type { Actor } from './audit.ts';
import { type Person, recordPerson, shownPersonColumns } from './people.ts';

const { id, checkTriedAt } = people;

/** What a source says of a person who has just proved to be themselves. */
export interface ProvenPerson {
  readonly source: Exclude<PersonSource, 'local'>;
  /** What the source knows them by for good. */
  readonly subject: string;
  readonly login: string;
  readonly name: string;
  /** Null: they are in no group that may in. */
  readonly role: Role | null;
  /** Of central's Odoo; null of another source. */
  readonly odooUserId: number | null;
  /** Likewise, before 18. */
  readonly odooGroupIds: readonly number[] | null;
}

/**
 * Keeps what a source says `now` of a person, who need not have been seen before. Without a role their sessions end; of somebody who was never here
 * nothing is kept then, and null given.
 */
export async function keepProvenPerson(db: Database, actor: Actor, proven: ProvenPerson, now: Date): Promise<Person | null> {
  const { source, subject, ...told } = proven;
  return db.transaction(async (tx) => {
    const isThem = and(eq(people.source, source), eq(people.subject, subject));
    const [before] = await tx.select(shownPersonColumns).from(people).where(isThem).for('no key update');
    if (before === undefined && told.role === null) return null;
    const checked = { ...told, checkedAt: now, checkTriedAt: now };
    const [person] = await tx
      .insert(people)
      .values({ id: uuidv7(), source, subject, ...checked })
      .onConflictDoUpdate({ target: [people.source, people.subject], set: checked })
      .returning(shownPersonColumns);
    if (person === undefined) throw new Error('An upsert gave back no row.');
    await recordRole(tx, actor, before ?? null, person);
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
    await recordRole(tx, actor, before, person);
    return person;
  });
}

async function recordRole(tx: Transaction, actor: Actor, before: Person | null, person: Person): Promise<void> {
  if (person.role === null) await tx.delete(sessions).where(eq(sessions.personId, person.id));
  if (before?.role === person.role) return;
  const changes = changesBetween(before && { role: before.role }, { role: person.role });
  await recordPerson(tx, actor, before === null ? 'create' : 'role', person, changes);
}
