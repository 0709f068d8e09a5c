import { setTimeout as pause } from 'node:timers/promises';
import { type LoadMessage, type LoadResult, type OdooClient, type OdooContext, OdooError } from '@branch-sync/odoo';

/** Columns and rows for `load`, and for each row the record (by index) that it belongs to. */
export interface LoadTable {
  readonly fields: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly recordOfRow: readonly number[];
}

/** What Odoo refused of one record: all that was said of it, and the field that Odoo names. */
export interface Refusal {
  readonly text: string;
  readonly field: string | null;
  /** Where Odoo raised in place of answering messages. */
  readonly error: OdooError | null;
}

/** What `load` made of records: ids of those that are there now, and why the others are not. */
export interface LoadedRecords<Item> {
  readonly loaded: readonly { readonly item: Item; readonly id: number }[];
  readonly refused: readonly { readonly item: Item; readonly refusal: Refusal }[];
}

/** What one `load` holds. */
export interface LoadSize {
  readonly records: number;
  readonly rows: number;
}

/** The database that records are loaded into, and how. */
export interface LoadTarget {
  readonly client: Pick<OdooClient, 'load' | 'connection'>;
  /** Has a `load` of so many records in so many rows made when it may be: writers to central are counted over the whole fleet. */
  readonly write: (call: () => Promise<LoadResult>, size: LoadSize) => Promise<LoadResult>;
  /** Decides whether known external ids are left untouched (`createOnly`), and which company works. */
  readonly context: OdooContext;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** `tz`: date cells are read in the user's zone otherwise. The tracking keys keep the chatter out: three times faster (measured on 19). */
export const quietly = { tz: 'UTC', tracking_disable: true, mail_create_nolog: true } as const;

/**
 * `noupdate` makes load create-only and repeatable: known external ids are left untouched and give their ids back; without
 * it a repeat appends an order's lines again (measured on 16 and 19).
 */
export const createOnly = { ...quietly, mode: 'update', noupdate: true } as const;

const maxSerializationRetries = 8;
/** So many records refused by an exception, and none taken: then it is not the records. */
const systemicAfter = 5;

/**
 * Loads records, one transaction a call. Refused records that Odoo names are set aside and the others loaded again; a refusal that names nobody is
 * found by bisection. Throws `OdooError` where Odoo itself is in trouble, and a refusal (`isRefusal`) where it takes none at all.
 */
export async function loadRecords<Item>(
  target: LoadTarget,
  model: string,
  items: readonly Item[],
  toTable: (part: readonly Item[]) => LoadTable,
): Promise<LoadedRecords<Item>> {
  const loaded: LoadedRecords<Item>['loaded'][number][] = [];
  const refused: LoadedRecords<Item>['refused'][number][] = [];
  const waiting: (readonly Item[])[] = items.length === 0 ? [] : [items];

  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const answer = await loadPart(target, model, toTable(part), part.length);
    if (answer.kind === 'ids') {
      loaded.push(...part.flatMap((item, index) => withId(item, answer.ids[index])));
      continue;
    }
    const named =
      answer.kind === 'messages' ? namedRecords(answer.messages, answer.recordOfRow, part.length) : new Map<number, Refusal>();
    const error = answer.kind === 'exception' ? answer.error : null;
    if (named.size === 0 && part.length === 1) named.set(0, { text: answer.text, field: null, error });
    if (named.size === 0) {
      const middle = Math.ceil(part.length / 2);
      waiting.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    for (const [index, item] of part.entries()) {
      const refusal = named.get(index);
      if (refusal !== undefined) refused.push({ item, refusal });
    }
    if (answer.kind === 'exception' && loaded.length === 0 && refused.length >= systemicAfter) throw answer.error;
    const others = part.filter((_, index) => !named.has(index));
    if (others.length > 0) waiting.push(others);
  }
  return { loaded, refused };
}

type PartAnswer =
  | { readonly kind: 'ids'; readonly ids: readonly number[] }
  | {
      readonly kind: 'messages';
      readonly messages: readonly LoadMessage[];
      readonly recordOfRow: readonly number[];
      readonly text: string;
    }
  | { readonly kind: 'exception'; readonly error: OdooError; readonly text: string };

/** One `load`, repeated while Odoo's transactions collide. */
async function loadPart(
  target: LoadTarget,
  model: string,
  { fields, rows, recordOfRow }: LoadTable,
  records: number,
): Promise<PartAnswer> {
  const size = { records, rows: rows.length };
  const { client, write, context, signal, random } = target;
  for (let attempt = 1; ; attempt += 1) {
    let result: LoadResult;
    try {
      result = await write(() => client.load(model, fields, rows, context, signal), size);
    } catch (error) {
      if (error instanceof OdooError && isRefusal(error)) return { kind: 'exception', error, text: error.message };
      throw error;
    }
    if (result.ok) return { kind: 'ids', ids: result.ids };
    const { messages } = result;
    if (!messages.some(({ message }) => isCollision(message))) {
      const errors = messages.filter(({ type }) => type === 'error');
      return { kind: 'messages', messages: errors, recordOfRow, text: errors.map(({ message }) => message).join(' ') };
    }
    if (attempt > maxSerializationRetries) throw collisionError(target, model);
    await pause(attempt * (50 + 200 * random()), undefined, { signal });
  }
}

/** Odoo's transactions run at repeatable read: the loser of a race is told so in a message, and only has to come again. */
function isCollision(message: string): boolean {
  return /could not serialize access|deadlock detected|concurrent update/i.test(message);
}

/** A refusal of the data, or an exception that one record's data may have caused; trouble on the way is neither. */
export function isRefusal({ kind }: OdooError): boolean {
  return kind === 'rejected' || kind === 'missing' || kind === 'server_error' || kind === 'invalid_argument';
}

function collisionError({ client }: LoadTarget, model: string): OdooError {
  const { url, database } = client.connection;
  const call = { host: new URL(url).host, database, model, method: 'load' };
  return new OdooError('busy', 'Other transactions wrote the same records again and again (could not serialize access).', call);
}

/** The records that messages name, by index in the part, each with all that is said of it. */
export function namedRecords(
  messages: readonly LoadMessage[],
  recordOfRow: readonly number[],
  count: number,
): Map<number, Refusal> {
  const named = new Map<number, Refusal>();
  for (const { message, record, rows, field } of messages) {
    const index = rows === null ? record : (recordOfRow[rows.from] ?? record);
    if (index === null || index < 0 || index >= count) continue;
    const said = named.get(index);
    if (said === undefined) named.set(index, { text: message, field, error: null });
    else if (!said.text.includes(message)) named.set(index, { ...said, text: `${said.text} ${message}` });
  }
  return named;
}

function withId<Item>(item: Item, id: number | undefined) {
  return id === undefined ? [] : [{ item, id }];
}
