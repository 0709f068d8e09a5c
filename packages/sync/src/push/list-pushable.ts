import {
  type Branch,
  type Database,
  type Page,
  type PageAsk,
  type PushFailureBrief,
  type PushModelName,
  pushedRecordsOf,
  remoteIdsOf,
  standingPushFailuresOf,
  toPage,
} from '@branch-sync/db';
import type { OdooClient } from '@branch-sync/odoo';
import { languageOf } from './languages.ts';
import { allPushModels } from './models/all-models.ts';
import { type FieldKind, type OdooRow, type PushModel, textOf } from './push-model.ts';
import { centralContext, centralDomain } from './read-central.ts';
import { readRows } from './read-rows.ts';

/** One of central's records that a branch takes, and how it stands to the branch. */
export interface PushableRecord {
  readonly centralId: number;
  readonly name: string;
  readonly isArchived: boolean;
  /** By the names of fields: reference, barcode and the like. */
  readonly keys: Readonly<Record<string, string>>;
  readonly state: 'new' | 'linked' | 'changed' | 'pushed';
  readonly remoteIds: readonly number[];
  readonly pushedAt: Date | null;
  readonly failure: PushFailureBrief | null;
}

/** What is looked for: `search` is part of a name, reference, barcode or the like. */
export interface PushableAsk extends PageAsk<number> {
  readonly model: PushModelName;
  readonly search?: string | undefined;
}

/**
 * A page of what a push of the model would look into, by central's id, and how many there are in all; in three calls to central, whatever it holds. Throws
 * `OdooError`.
 */
export async function listPushable(
  db: Database,
  branch: Branch,
  client: OdooClient,
  { model: name, search, after, limit }: PushableAsk,
  signal: AbortSignal,
): Promise<{ readonly page: Page<PushableRecord, number>; readonly total: number }> {
  const { masterData } = branch;
  const model = pushModelOf(name);
  const domain = centralDomain(
    { masterData, branch, request: { mode: 'all', ...(search === undefined ? {} : { search }) } },
    model,
  );
  const languages = { central: await languageOf(client, signal), branch: null };
  const context = centralContext({ masterData, branch, languages });
  const [rows, total] = await Promise.all([
    readRows(client, name, listedFields(model), {
      ...{ domain: after === null ? domain : [['id', '>', after], ...domain], order: 'id', limit: limit + 1, context, signal },
    }),
    client.searchCount(name, { domain, context, signal }),
  ]);
  return { page: toPage(await withStates(db, branch, model, rows), limit, ({ centralId }) => centralId), total };
}

function pushModelOf(name: PushModelName): PushModel {
  const model = allPushModels.find((one) => one.model === name);
  if (model === undefined) throw new Error(`${name} is not pushed.`);
  return model;
}

function listedFields(model: PushModel): Record<string, FieldKind> {
  const fields: Record<string, FieldKind> = { write_date: 'text', active: 'flag', display_name: 'text' };
  for (const field of model.searched) fields[field] = 'text';
  return fields;
}

async function withStates(db: Database, branch: Branch, model: PushModel, rows: readonly OdooRow[]): Promise<PushableRecord[]> {
  const ids = rows.map(({ id }) => id);
  const [links, pushed, failures] = await Promise.all([
    remoteIdsOf(db, branch.id, model.model, ids),
    pushedRecordsOf(db, branch.id, model.model, ids),
    standingPushFailuresOf(db, branch.id, model.model, ids),
  ]);
  return rows.map((row) => {
    const last = pushed.get(row.id);
    const remoteIds = links.get(row.id) ?? [];
    const isStill = last !== undefined && remoteIds.includes(last.remoteId);
    const whenPushed = last?.centralWrittenAt === row['write_date'] ? 'pushed' : 'changed';
    return {
      ...{ centralId: row.id, name: textOf(row, 'display_name') ?? '', isArchived: row['active'] === false },
      keys: keysOf(model, row),
      state: isStill ? whenPushed : remoteIds.length > 0 ? 'linked' : 'new',
      ...{ remoteIds, pushedAt: isStill ? last.pushedAt : null, failure: failures.get(row.id) ?? null },
    };
  });
}

function keysOf(model: PushModel, row: OdooRow): Record<string, string> {
  const found = model.fields.flatMap(({ name, central }) => {
    const [field] = central.filter((one) => name !== 'name' && model.searched.includes(one));
    const value = field === undefined ? null : textOf(row, field);
    return value === null ? [] : [[name, value] as const];
  });
  return Object.fromEntries(found);
}
