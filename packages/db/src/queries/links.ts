import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { Database, Transaction } from '../connect.ts';
import { type LinkModel, links } from '../schema/mappings.ts';
import { type Actor, recordAudit } from './audit.ts';
import { ifStillTheSame } from './linked-record.ts';
import { mappingChanges } from './mapping-changes.ts';
import { type Page, type PageAsk, toPage } from './page.ts';

export type Link = typeof links.$inferSelect;
export type LinkKey = Pick<Link, 'model' | 'remoteId'>;

/** A link as a person sets it; without a central record it is forgotten. */
export interface LinkSetting extends LinkKey {
  readonly centralId: number | null;
}

/** A branch's links, by model and remote id. */
export async function listLinks(
  db: Database,
  branchId: string,
  model: LinkModel | undefined,
  ask: PageAsk<LinkKey>,
): Promise<Page<Link, LinkKey>> {
  const { after } = ask;
  const found = await db
    .select()
    .from(links)
    .where(
      and(
        eq(links.branchId, branchId),
        model === undefined ? undefined : eq(links.model, model),
        after === null ? undefined : sql`(${links.model}, ${links.remoteId}) > (${after.model}, ${after.remoteId})`,
      ),
    )
    .orderBy(asc(links.model), asc(links.remoteId))
    .limit(ask.limit + 1);
  return toPage(found, ask.limit, ({ model: ofRow, remoteId }) => ({ model: ofRow, remoteId }));
}

/** Sets links by hand, all of them or none, and gives those of the named ones that now stand. */
export async function setLinks(
  db: Database,
  actor: Actor,
  branch: { readonly id: string; readonly code: string },
  settings: readonly LinkSetting[],
): Promise<Link[]> {
  if (settings.length === 0) return [];
  return db.transaction(async (tx) => {
    const changed = await mappingChanges(
      tx,
      settings.map((setting) => ({ ...setting, branchId: branch.id })),
    );
    const standing = await upsert(tx, branch.id, settings);
    const forgotten = settings.filter(({ centralId }) => centralId === null);
    if (forgotten.length > 0) await tx.delete(links).where(and(eq(links.branchId, branch.id), anyOf(forgotten)));
    const detail = { set: standing.length, forgotten: forgotten.length };
    const entry = { action: 'links.set', subject: `branch:${branch.code}`, branchId: branch.id, detail };
    await recordAudit(tx, actor, { ...entry, ...changed });
    return standing;
  });
}

async function upsert(tx: Transaction, branchId: string, settings: readonly LinkSetting[]): Promise<Link[]> {
  const rows = settings.flatMap(({ model, remoteId, centralId }) =>
    centralId === null ? [] : [{ branchId, model, remoteId, centralId, source: 'hand' as const }],
  );
  if (rows.length === 0) return [];
  return tx
    .insert(links)
    .values(rows)
    .onConflictDoUpdate({
      target: [links.branchId, links.model, links.remoteId],
      set: { centralId: sql`excluded.central_id`, source: sql`excluded.source`, ...ifStillTheSame, updatedAt: sql`now()` },
    })
    .returning();
}

function anyOf(keys: readonly LinkKey[]) {
  return or(...keys.map(({ model, remoteId }) => and(eq(links.model, model), eq(links.remoteId, remoteId))));
}
