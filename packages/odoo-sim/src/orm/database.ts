import { modelCatalogue, type Side } from '../models/catalogue.ts';
import { indexedFields } from '../models/names.ts';
import { AccessRights } from './access.ts';
import { createRecord } from './create.ts';
import { toDatabaseText } from './datetime.ts';
import { type Dialect, dialectOf, type OdooVersion } from './dialect.ts';
import { compileDomain } from './domain-match.ts';
import type { Environment } from './environment.ts';
import { OdooFault } from './fault.ts';
import type { ModelDefinition } from './field.ts';
import { Table } from './table.ts';
import { Transaction } from './transaction.ts';
import { unlinkRecords } from './unlink.ts';
import { groupIdsOf, type SimUser, withImpliedGroups } from './user.ts';
import type { Row, StoredValue, Values, WireStruct, WireValue } from './value.ts';
import { writeRecords } from './write.ts';

/** The administrator, whom `insert`, `update` and `remove` act as. */
export const ADMIN_ID = 2;

export interface DatabaseOptions {
  readonly name: string;
  readonly side: Side;
  readonly version?: OdooVersion;
  readonly clock?: () => Date;
}

/** A record that a slow transaction has written but not yet committed. */
export interface PendingRecord {
  readonly id: number;
  /** Makes it visible; its `write_date` stays the transaction's start. */
  commit(): void;
}

/**
 * One Odoo database in memory. Over HTTP it is served by the simulator; tests arrange and inspect it directly: `insert`,
 * `update` and `remove` go the same way as RPC's create, write and unlink, as the administrator, one transaction each.
 */
export class OdooDatabase {
  readonly name: string;
  readonly side: Side;
  readonly version: OdooVersion;
  readonly dialect: Dialect;
  readonly models: ReadonlyMap<string, ModelDefinition>;
  readonly users: SimUser[] = [];
  readonly access = new AccessRights();
  /** The server's clock; settable, as a branch's clock may be off. */
  clock: () => Date;
  readonly #tables = new Map<string, Table>();
  #transactionCount = 0;

  constructor(options: DatabaseOptions) {
    this.name = options.name;
    this.side = options.side;
    this.version = options.version ?? 19;
    this.dialect = dialectOf(this.version);
    this.models = modelCatalogue(options.side, this.version, this.dialect);
    this.clock = options.clock ?? (() => new Date());
  }

  /** Throws the fault of an unknown model. */
  model(name: string): ModelDefinition {
    const model = this.models.get(name);
    if (!model) throw new OdooFault('UnknownModel', name);
    return model;
  }

  table(model: string): Table {
    const known = this.#tables.get(model);
    if (known) return known;
    const made = new Table(indexedFields(model));
    this.#tables.set(model, made);
    return made;
  }

  user(id: number): SimUser | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** The user who has this login and this password or API key; archived ones may not in. */
  userByCredentials(login: string, secret: string): SimUser | undefined {
    return this.users.find((user) => user.login === login && this.isSecretOf(user, secret));
  }

  isSecretOf(user: SimUser, secret: string): boolean {
    if (this.table('res.users').get(user.id)?.['active'] === false) return false;
    return user.apiKeys.includes(secret) || (user.password === secret && !user.hasTwoFactors);
  }

  /** Puts a user into these groups alone; everybody can read which those are. */
  setGroups(user: SimUser, groups: Iterable<string>): void {
    user.groups.clear();
    for (const group of groups) user.groups.add(group);
    const row = this.table('res.users').get(user.id);
    const field = this.model('res.users').fields.has('groups_id') ? 'groups_id' : 'group_ids';
    if (row) this.table('res.users').update(row, { [field]: groupIdsOf(user.groups) });
  }

  groupsOf(uid: number): Set<string> {
    return withImpliedGroups(this.user(uid)?.groups ?? []);
  }

  /** Runs `work` as one transaction: whole, or, when it throws, not at all. */
  transaction<T>(uid: number, context: WireStruct, work: (env: Environment) => T): T {
    const transaction = new Transaction(this.#now());
    try {
      return work({ database: this, transaction, uid, context });
    } catch (error) {
      transaction.rollback();
      throw error;
    }
  }

  /** Copies of all rows of a model, by ascending id, as stored (many2one as id, `write_date` with microseconds). */
  records(model: string): Row[] {
    this.model(model);
    const table = this.table(model);
    return table.ids().flatMap((id) => {
      const row = table.get(id);
      return row ? [{ ...row }] : [];
    });
  }

  /** How many records match a domain, archived ones included. */
  count(model: string, domain: WireValue[] = []): number {
    return this.transaction(ADMIN_ID, {}, (env) => {
      const matches = compileDomain(env, model, domain);
      return this.records(model).filter(matches).length;
    });
  }

  insert(model: string, values: Values): number {
    return this.transaction(ADMIN_ID, {}, (env) => createRecord(env, model, { values, children: [] }));
  }

  update(model: string, ids: number | readonly number[], values: Values): void {
    this.transaction(ADMIN_ID, {}, (env) =>
      writeRecords(env, model, typeof ids === 'number' ? [ids] : ids, { values, children: [] }),
    );
  }

  remove(model: string, ids: number | readonly number[]): void {
    this.transaction(ADMIN_ID, {}, (env) => unlinkRecords(env, model, typeof ids === 'number' ? [ids] : ids));
  }

  /** Puts a row as it is: no defaults, no computed amounts, no checks. `write_date` and `create_date` default to now. */
  insertRaw(model: string, row: Readonly<Record<string, StoredValue>> & { readonly id?: number }): number {
    this.model(model);
    const table = this.table(model);
    const id = row.id ?? table.nextId();
    const now = this.#now();
    table.insert({ create_date: now, write_date: now, ...row, id });
    return id;
  }

  /**
   * A record of a transaction that began at `startedAt` and commits only now: its `write_date` is older than the moment
   * from which others can see it.
   */
  insertCommittedLate(model: string, row: Values, startedAt: Date): number {
    const writtenAt = toDatabaseText(startedAt, 1);
    return this.insertRaw(model, { ...row, create_date: writtenAt, write_date: writtenAt });
  }

  /** Like `insertCommittedLate` in two steps: the id is taken and the `write_date` set now, others see it at `commit()`. */
  insertPending(model: string, row: Values): PendingRecord {
    this.model(model);
    const id = this.table(model).nextId();
    const writtenAt = this.#now();
    return {
      id,
      commit: () => {
        this.insertRaw(model, { ...row, id, create_date: writtenAt, write_date: writtenAt });
      },
    };
  }

  allow(model: string, operation: 'read' | 'write' | 'create' | 'unlink'): void {
    this.access.allow(model, operation);
  }

  deny(model: string, operation: 'read' | 'write' | 'create' | 'unlink'): void {
    this.access.deny(model, operation);
  }

  /** Now as a transaction's start: microseconds differ, so that two transactions of one millisecond do not share theirs. */
  #now(): string {
    this.#transactionCount += 1;
    return toDatabaseText(this.clock(), 1 + (this.#transactionCount % 999));
  }
}
