import { setTimeout as pause } from 'node:timers/promises';
import { type LoadMessage, type LoadResult, OdooError } from '@branch-sync/odoo';
import { describeFailure, type FailureDescription } from '../failures/catalogue.ts';
import { branchInWords, orderInWords } from './order-words.ts';
import type { ReceiveContext } from './receive-context.ts';
import type { OrderProblem, ResolvedOrder } from './resolved-order.ts';
import { toLoadTable } from './to-sale-order.ts';

/** What `load` made of a batch: ids of the orders that are in central now, and why the others are not. */
export interface LoadOutcome {
  readonly loaded: readonly { readonly resolved: ResolvedOrder; readonly centralId: number }[];
  readonly refused: readonly { readonly resolved: ResolvedOrder; readonly problem: OrderProblem }[];
}

/**
 * `noupdate` makes load create-only and repeatable: known external ids are left untouched and give their ids back; without
 * it a repeat appends the lines again (measured on 16 and 19). The tracking keys keep the chatter out: three times faster.
 * `tz`: date cells are read in the user's zone otherwise.
 */
const createOnly = { mode: 'update', noupdate: true, tz: 'UTC', tracking_disable: true, mail_create_nolog: true } as const;

const maxSerializationRetries = 8;
/** So many orders refused by an exception, and none taken: then it is not the orders. */
const systemicAfter = 5;

/** What of a run's context loading needs. */
type LoadContext = Pick<ReceiveContext, 'centralDialect' | 'writers' | 'random' | 'signal'> & {
  readonly branch: Pick<ReceiveContext['branch'], 'code' | 'name' | 'warehouseId' | 'pricelistId' | 'companyId'>;
  readonly centralClient: Pick<ReceiveContext['centralClient'], 'load' | 'connection'>;
};

/**
 * Steps 5 and 6: loads a batch, create-only. Refused orders that Odoo names are set aside and the others loaded again; a
 * refusal that names nobody is found by bisection. Throws `OdooError` where Odoo itself is in trouble.
 */
export async function loadOrders(context: LoadContext, batch: readonly ResolvedOrder[]): Promise<LoadOutcome> {
  const loaded: LoadOutcome['loaded'][number][] = [];
  const refused: LoadOutcome['refused'][number][] = [];
  const waiting: (readonly ResolvedOrder[])[] = batch.length === 0 ? [] : [batch];

  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const answer = await loadPart(context, part);
    if (answer.kind === 'ids') {
      loaded.push(...part.flatMap((resolved, index) => withId(resolved, answer.ids[index])));
      continue;
    }
    const named =
      answer.kind === 'messages' ? namedOrders(answer.messages, answer.orderOfRow, part.length) : new Map<number, string>();
    const [only] = part;
    if (named.size === 0 && part.length === 1 && only !== undefined) named.set(0, answer.text);
    if (named.size === 0) {
      const middle = Math.ceil(part.length / 2);
      waiting.push(part.slice(middle), part.slice(0, middle));
      continue;
    }
    for (const [index, text] of named) {
      const resolved = part[index];
      if (resolved !== undefined) refused.push({ resolved, problem: refusalOf(context, resolved, text, fieldOf(answer, index)) });
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
      readonly orderOfRow: readonly number[];
      readonly text: string;
    }
  | { readonly kind: 'exception'; readonly error: OdooError; readonly text: string };

/** One `load`, repeated while central's transactions collide. */
async function loadPart(context: LoadContext, part: readonly ResolvedOrder[]): Promise<PartAnswer> {
  const { branch, centralClient, centralDialect, writers, signal, random } = context;
  const table = toLoadTable(part, { ...branch, branchCode: branch.code }, centralDialect);
  const companies = branch.companyId === null ? {} : { allowed_company_ids: [branch.companyId] };
  for (let attempt = 1; ; attempt += 1) {
    let result: LoadResult;
    try {
      result = await writers.write(
        () => centralClient.load('sale.order', table.fields, table.rows, { ...createOnly, ...companies }, signal),
        signal,
      );
    } catch (error) {
      if (error instanceof OdooError && mayBeOneOrder(error)) return { kind: 'exception', error, text: error.message };
      throw error;
    }
    if (result.ok) return { kind: 'ids', ids: result.ids };
    const { messages } = result;
    if (!messages.some(({ message }) => isCollision(message))) {
      const errors = messages.filter(({ type }) => type === 'error');
      return {
        kind: 'messages',
        messages: errors,
        orderOfRow: table.orderOfRow,
        text: errors.map(({ message }) => message).join(' '),
      };
    }
    if (attempt > maxSerializationRetries) throw collisionError(context);
    await pause(attempt * (50 + 200 * random()), undefined, { signal });
  }
}

/** Odoo's transactions run at repeatable read: the loser of a race is told so in a message, and only has to come again. */
function isCollision(message: string): boolean {
  return /could not serialize access|deadlock detected|concurrent update/i.test(message);
}

/** A refusal of the data, or an exception that one order's data may have caused; trouble on the way is neither. */
function mayBeOneOrder({ kind }: OdooError): boolean {
  return kind === 'rejected' || kind === 'missing' || kind === 'server_error' || kind === 'invalid_argument';
}

function collisionError({ centralClient }: LoadContext): OdooError {
  const { url, database } = centralClient.connection;
  const call = { host: new URL(url).host, database, model: 'sale.order', method: 'load' };
  return new OdooError('busy', 'Other transactions wrote the same records again and again (could not serialize access).', call);
}

/** The orders that messages name, by index in the batch, each with all that is said of it. */
export function namedOrders(messages: readonly LoadMessage[], orderOfRow: readonly number[], count: number): Map<number, string> {
  const named = new Map<number, string>();
  for (const { message, record, rows } of messages) {
    const index = rows === null ? record : (orderOfRow[rows.from] ?? record);
    if (index === null || index < 0 || index >= count) continue;
    const said = named.get(index);
    if (said === undefined) named.set(index, message);
    else if (!said.includes(message)) named.set(index, `${said} ${message}`);
  }
  return named;
}

function fieldOf(answer: PartAnswer, index: number): string | null {
  if (answer.kind !== 'messages') return null;
  const message = answer.messages.find(({ rows, record }) => (rows === null ? record : answer.orderOfRow[rows.from]) === index);
  return message?.field ?? null;
}

const codeOfField = {
  partner_id: 'customer.gone',
  user_id: 'salesperson.gone',
  warehouse_id: 'warehouse.gone',
  pricelist_id: 'pricelist.gone',
  company_id: 'company.gone',
} as const;

function refusalOf({ branch }: LoadContext, { order }: ResolvedOrder, text: string, field: string | null): OrderProblem {
  const values = { order: orderInWords(order), branch: branchInWords(branch), detail: firstLine(text) };
  const isGone = /No matching record found/i.test(text);
  const code =
    isGone && field !== null && field in codeOfField ? codeOfField[field as keyof typeof codeOfField] : 'order.rejected';
  const description: FailureDescription = describeFailure(code, values);
  return { ...description, fingerprint: `${code} ${firstLine(text)}` };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? '';
}

function withId(resolved: ResolvedOrder, centralId: number | undefined) {
  return centralId === undefined ? [] : [{ resolved, centralId }];
}
