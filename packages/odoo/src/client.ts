import type { Group, GroupAsk } from './read-groups.ts';
import type { RecordShape, RowOf } from './record.ts';

/** How to reach one Odoo database. `secret` is a password or an API key; it never leaves this package in an error or a log. */
export interface OdooConnection {
  readonly url: string;
  readonly database: string;
  readonly login: string;
  readonly secret: string;
  /** `auto`: JSON-2 where Odoo is 19 or newer and takes the secret as an API key, else XML-RPC. */
  readonly transport: TransportChoice;
  /** Certificates in PEM that are trusted beside the machine's own; null or left out: none. */
  readonly tlsCa?: string | null;
  /** False: whoever answers is believed, whatever certificate he shows. Left out: true. */
  readonly tlsVerify?: boolean;
}

export type TransportChoice = 'auto' | 'xmlrpc' | 'json2';
export type TransportName = 'xmlrpc' | 'json2';

/** Bounds of every call. All times are milliseconds; `maxAnswerBytes` counts the decoded body. */
export interface OdooLimits {
  readonly connectTimeoutMs: number;
  readonly callTimeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Whether private and loopback addresses may be connected to. Those of cloud metadata, link-local and multicast never may. */
  readonly privateAddresses: 'allow' | 'refuse';
}

/**
 * What was learned of a connection and holds until it is contradicted. The owner may store it and give it to the next
 * client of the same connection, which then starts without asking: a run with known facts spends no call on discovery.
 */
export interface ConnectionFacts {
  readonly version: OdooVersion;
  readonly transport: TransportName;
  readonly uid: number;
}

/** `server_version_info` of Odoo, e.g. `{ text: '19.0', major: 19, minor: 0 }`. SaaS versions (`saas~18.2`) keep their major. */
export interface OdooVersion {
  readonly text: string;
  readonly major: number;
  readonly minor: number;
}

export type OdooValue = string | number | boolean | null | readonly OdooValue[] | { readonly [key: string]: OdooValue };
export type Domain = readonly OdooValue[];
export type OdooContext = { readonly [key: string]: OdooValue };

export interface CallArguments {
  /** The records that the method runs on; left out for model methods. */
  readonly ids?: readonly number[];
  /** Arguments by their Odoo names (`domain`, `fields`, `vals_list`, ...): JSON-2 sends them so, XML-RPC as keywords. */
  readonly named?: { readonly [name: string]: OdooValue };
  readonly context?: OdooContext;
  readonly signal?: AbortSignal;
}

export interface SearchReadOptions {
  readonly domain: Domain;
  readonly order?: string;
  readonly limit?: number;
  readonly offset?: number;
  readonly context?: OdooContext;
  readonly signal?: AbortSignal;
}

/** One field as `fields_get` tells it. `digits` is null where Odoo keeps the number unrounded or has no such attribute. */
export interface FieldDescription {
  readonly type: string;
  readonly string: string;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly store: boolean;
  readonly relation: string | null;
  readonly digits: readonly [number, number] | null;
  readonly selection: readonly (readonly [string, string])[] | null;
}

/** One message of `load`: what Odoo says of one record of the batch. `record` and `rows` are null where Odoo names nobody. */
export interface LoadMessage {
  readonly type: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly record: number | null;
  readonly rows: { readonly from: number; readonly to: number } | null;
  readonly field: string | null;
  readonly fieldName: string | null;
}

/** Either every record of the batch has an id, or nothing was created and the messages say why. */
export type LoadResult =
  | { readonly ok: true; readonly ids: readonly number[]; readonly messages: readonly LoadMessage[] }
  | { readonly ok: false; readonly messages: readonly LoadMessage[] };

/**
 * One Odoo database, whatever wire it speaks. Every method throws `OdooError` (and nothing else) when Odoo does not give
 * an answer of the expected form; every call ends within the limits. Calls may run side by side on one client.
 */
export interface OdooClient {
  readonly connection: Omit<OdooConnection, 'secret' | 'tlsCa'>;
  /** HTTP requests sent so far, discovery and sign-in included. */
  readonly callCount: number;
  /** Milliseconds during which at least one call was under way: calls side by side count once. */
  readonly waitedMs: number;
  /** The server's clock minus ours in milliseconds, from the last answer's `Date` header, so good to a second or so; null before the first answer. */
  readonly clockOffsetMs: number | null;
  /** Whether a call has come back with an answer yet. */
  readonly hasAnswered: boolean;
  /** For how long nothing has been heard while a call is under way; 0 where none is. Milliseconds. */
  readonly silentMs: number;

  /** Version, wire and uid: asked once, then remembered. Throws kind `wrong_login` where the secret is refused. */
  connect(signal?: AbortSignal): Promise<ConnectionFacts>;
  /** The version as Odoo tells it, without signing in. */
  version(signal?: AbortSignal): Promise<OdooVersion>;
  /** Calls a public method of a model and gives its answer as it came (XML-RPC nil and JSON null are both `null`). */
  call(model: string, method: string, args?: CallArguments): Promise<unknown>;
  /** `search_read` of the fields that `shape` names; rows are parsed by it (Odoo's `false` for nothing becomes `null`). */
  searchRead<S extends RecordShape>(model: string, shape: S, options: SearchReadOptions): Promise<RowOf<S>[]>;
  /** All rows of a domain, a page at a time, by ascending id (`id > last`, never offset: rows may come and go meanwhile). */
  searchReadPages<S extends RecordShape>(
    model: string,
    shape: S,
    options: {
      readonly domain: Domain;
      readonly pageSize: number;
      readonly afterId?: number;
      readonly context?: OdooContext;
      readonly signal?: AbortSignal;
    },
  ): AsyncIterable<(RowOf<S> & { id: number })[]>;
  /** How many records a domain has (`search_count`). */
  searchCount(model: string, options: Pick<SearchReadOptions, 'domain' | 'context' | 'signal'>): Promise<number>;
  /** Counts and sums of groups in one call, by the method that this version has. Only stored fields can be asked for. */
  readGroups(model: string, ask: GroupAsk, signal?: AbortSignal): Promise<Group[]>;
  /** `fields_get`; `names` narrows it. Fields that this version lacks are absent from the answer. */
  fieldsGet(model: string, names?: readonly string[], signal?: AbortSignal): Promise<Readonly<Record<string, FieldDescription>>>;
  /** `load` of string cells; the context decides whether it creates only (sync's load-orders.ts). */
  load(
    model: string,
    fields: readonly string[],
    rows: readonly (readonly string[])[],
    context: OdooContext,
    signal?: AbortSignal,
  ): Promise<LoadResult>;
  /** Closes the connections; calls under way end with kind `aborted`. */
  close(): Promise<void>;
}
