import { OdooError } from '@branch-sync/odoo';
import { describeFailure } from '../failures/catalogue.ts';
import { firstLineOf } from '../failures/describe-odoo-error.ts';
import { createOnly, type LoadedRecords, type LoadTable, loadRecords, quietly } from '../loading/load-records.ts';
import { externalIdModule } from '../receive/external-id.ts';
import { branchInWords } from '../receive/order-words.ts';
import { cellOf } from './carried-value.ts';
import { describeOpenSessions } from './held-by-tills.ts';
import { inLanguage } from './languages.ts';
import { missingRight, type Obstacle, waitingForTill } from './obstacles.ts';
import type { OpenModel } from './open-model.ts';
import type { PushContext } from './push-context.ts';
import type { Outgoing } from './update-groups.ts';

/** What became of records that were sent. */
export interface SentRecords {
  readonly loaded: readonly { readonly item: Outgoing; readonly id: number }[];
  readonly refused: readonly { readonly item: Outgoing; readonly obstacle: Obstacle }[];
}

/** A branch's machine may be a small one: so many products are some seconds of work for it. */
const recordsPerLoad = 200;

/** Loads records of the same columns into the branch: new ones create-only by our external id, others by their id. Throws `OdooError`. */
export async function sendRecords(
  context: PushContext,
  model: OpenModel,
  records: readonly Outgoing[],
  isNew: boolean,
): Promise<SentRecords> {
  const loaded: SentRecords['loaded'][number][] = [];
  const refused: SentRecords['refused'][number][] = [];
  for (let first = 0; first < records.length; first += recordsPerLoad) {
    const sent = await sendPart(context, model, records.slice(first, first + recordsPerLoad), isNew);
    loaded.push(...sent.loaded);
    refused.push(...sent.refused);
  }
  return { loaded, refused };
}

async function sendPart(
  context: PushContext,
  model: OpenModel,
  records: readonly Outgoing[],
  isNew: boolean,
): Promise<SentRecords> {
  const target = {
    client: context.branchClient,
    write: <T>(call: () => Promise<T>) => call(),
    context: { ...(isNew ? createOnly : quietly), ...inLanguage(context.languages.branch) },
    random: context.random,
    signal: context.signal,
  };
  try {
    const { loaded, refused } = await loadRecords(target, model.model, records, (part) => toTable(model, part, isNew));
    return { loaded, refused: await describeRefusals(context, model, refused) };
  } catch (error) {
    if (!(error instanceof OdooError && error.kind === 'access_denied')) throw error;
    return withoutAccess(context, model, records, isNew, error.message);
  }
}

/** Our user may not write the model at all; or a rule of record keeps him from one of them, which is looked for by halves. */
async function withoutAccess(
  context: PushContext,
  model: OpenModel,
  records: readonly Outgoing[],
  isNew: boolean,
  text: string,
): Promise<SentRecords> {
  if (isOfModel(text)) {
    const obstacle = missingRight(model, branchInWords(context.branch), isNew);
    return { loaded: [], refused: records.map((item) => ({ item, obstacle })) };
  }
  const [only, second] = records;
  if (only !== undefined && second === undefined) {
    return { loaded: [], refused: [{ item: only, obstacle: refusedWith(context, model, only, text) }] };
  }
  const middle = Math.ceil(records.length / 2);
  const [left, right] = [
    await sendPart(context, model, records.slice(0, middle), isNew),
    await sendPart(context, model, records.slice(middle), isNew),
  ];
  return { loaded: [...left.loaded, ...right.loaded], refused: [...left.refused, ...right.refused] };
}

function toTable(model: OpenModel, part: readonly Outgoing[], isNew: boolean): LoadTable {
  const columns = part[0]?.fields.map(({ field }) => field) ?? [];
  return {
    fields: [isNew ? 'id' : '.id', ...columns.map(({ column }) => column)],
    rows: part.map(({ planned, remoteId, fields }) => [
      isNew ? `${externalIdModule}.${model.externalName}_${planned.row.id}` : String(remoteId),
      ...fields.map(({ field, wanted }) => cellOf(wanted, field)),
    ]),
    recordOfRow: part.map((_, index) => index),
  };
}

async function describeRefusals(
  context: PushContext,
  model: OpenModel,
  refused: LoadedRecords<Outgoing>['refused'],
): Promise<SentRecords['refused']> {
  if (refused.length === 0) return [];
  const sessions = model.heldByTills === null ? null : await describeOpenSessions(context.branchClient, context.signal);
  return refused.map(({ item, refusal: { text } }) => ({ item, obstacle: obstacleOf(context, model, item, text, sessions) }));
}

/** By the stable parts of Odoo's texts; what is not known of them is told in Odoo's words. */
function obstacleOf(context: PushContext, model: OpenModel, item: Outgoing, text: string, sessions: string | null): Obstacle {
  const { name } = item.planned;
  const words = { record: name, branch: branchInWords(context.branch) };
  if (isOfModel(text)) return missingRight(model, words.branch, item.remoteId === null);
  if (/must be unique/i.test(text))
    return { ...describeFailure('push.name_taken', words), fingerprint: `${model.model} ${name}` };
  const [, value, holder] = /Barcode "(.+?)" already assigned to product\(s\): (.+)/.exec(text) ?? [];
  if (value !== undefined && holder !== undefined)
    return { ...describeFailure('push.barcode_taken', { ...words, value, holder }), fingerprint: `barcode ${value}` };
  if (sessions !== null && /session/i.test(text)) return waitingForTill(model, words, sessions);
  return refusedWith(context, model, item, text);
}

/** The obstacle of a record that Odoo does not take, in Odoo's words. */
export function refusedWith(
  { branch }: PushContext,
  { model }: OpenModel,
  { planned }: Pick<Outgoing, 'planned'>,
  text: string,
): Obstacle {
  const detail = firstLineOf(text.replace(/\n+/g, ' '));
  const words = { record: planned.name, branch: branchInWords(branch), detail };
  return { ...describeFailure('push.refused', words), fingerprint: `${model} ${planned.row.id}` };
}

function isOfModel(text: string): boolean {
  return /You are not allowed to (create|modify)/i.test(text);
}
