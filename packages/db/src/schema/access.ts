import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';

export const roles = ['viewer', 'operator', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Where a person's sign-in is checked: by us, by central's Odoo, or by an OpenID provider. */
export const personSources = ['local', 'odoo', 'oidc'] as const;
export type PersonSource = (typeof personSources)[number];

/** People who have signed in, or may: of a local one the password's argon2id hash is kept, of the others no secret at all. */
export const people = pgTable(
  'people',
  {
    id: uuid('id').primaryKey(),
    source: text('source', { enum: personSources }).notNull(),
    /** What the source knows them by for good: our login, Odoo's login, or the provider's issuer and `sub`. */
    subject: text('subject').notNull(),
    login: text('login').notNull(),
    name: text('name').notNull(),
    /** Null: they may not sign in (any more). */
    role: text('role', { enum: roles }),
    /** Of a local person: argon2id in PHC form. */
    passwordHash: text('password_hash'),
    /** Of an Odoo person: res.users of central. */
    odooUserId: integer('odoo_user_id'),
    /** Of a person of an Odoo before 18: the ids of their groups at the sign-in, the only thing of them that our own user can compare there. */
    odooGroupIds: jsonb('odoo_group_ids').$type<readonly number[]>(),
    /** When the source last said which groups they are in, and when it was last asked. */
    checkedAt: timestamp('checked_at', { withTimezone: true }),
    checkTriedAt: timestamp('check_tried_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    lastSignInAt: timestamp('last_sign_in_at', { withTimezone: true }),
    /** An admin has shut them out, whatever the source says. */
    disabledAt: timestamp('disabled_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('people_subject').on(table.source, table.subject),
    check('people_source_known', sql`${table.source} in ('local', 'odoo', 'oidc')`),
    check('people_role_known', sql`${table.role} in ('viewer', 'operator', 'admin')`),
    check('people_password_is_argon2id', sql`${table.passwordHash} like '$argon2id$%'`),
    check('people_password_of_local', sql`(${table.source} = 'local') = (${table.passwordHash} is not null)`),
    check('people_user_of_odoo', sql`(${table.source} = 'odoo') = (${table.odooUserId} is not null)`),
  ],
);

/** What a key may be limited to, of what operators do. */
export const keyActs = ['receive', 'push', 'reconcile', 'failures', 'mappings'] as const;
export type KeyAct = (typeof keyActs)[number];

/** Keys of the HTTP interface: the prefix is for people to recognise one, of the secret only its SHA-256 is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    role: text('role', { enum: roles }).notNull(),
    /** Null: all that its role may do. */
    acts: jsonb('acts').$type<readonly KeyAct[]>(),
    /** The branches that it is for; null: all, those to come as well. */
    branchIds: jsonb('branch_ids').$type<readonly string[]>(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }),
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
    revokedAt: timestamp('revoked_at', { withTimezone: true }),
  },
  (table) => [
    uniqueIndex('api_keys_hash').on(table.hash),
    check('api_keys_role_known', sql`${table.role} in ('viewer', 'operator', 'admin')`),
    check('api_keys_hash_is_sha256', sql`${table.hash} ~ '^[0-9a-f]{64}$'`),
    check('api_keys_limits_are_some', sql`${table.acts} <> '[]'::jsonb and ${table.branchIds} <> '[]'::jsonb`),
  ],
);

/** A browser's sign-in, of a person or with an API key; the cookie holds the token, the row its SHA-256. */
export const sessions = pgTable(
  'sessions',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    tokenHash: text('token_hash').notNull(),
    personId: uuid('person_id').references(() => people.id, { onDelete: 'cascade' }),
    apiKeyId: uuid('api_key_id').references(() => apiKeys.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    /** To the minute: unused for too long it is over. */
    lastUsedAt: timestamp('last_used_at', { withTimezone: true }).notNull().defaultNow(),
    /** However much it is used, it is over by then. */
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    /** Where it was opened: for its owner to recognise it. */
    address: text('address'),
    userAgent: text('user_agent'),
  },
  (table) => [
    uniqueIndex('sessions_token').on(table.tokenHash),
    index('sessions_expiry').on(table.expiresAt),
    index('sessions_by_key').on(table.apiKeyId),
    index('sessions_by_person').on(table.personId),
    check('sessions_of_one', sql`num_nonnulls(${table.personId}, ${table.apiKeyId}) = 1`),
    check('sessions_token_is_sha256', sql`${table.tokenHash} ~ '^[0-9a-f]{64}$'`),
  ],
);

/** Sign-ins that went wrong, counted per account, per address and for central, until their time is out. */
export const signInTries = pgTable(
  'sign_in_tries',
  {
    key: text('key').primaryKey(),
    tries: integer('tries').notNull(),
    until: timestamp('until', { withTimezone: true }).notNull(),
  },
  (table) => [index('sign_in_tries_end').on(table.until)],
);

/** A value before and after a change; a secret is told as `changed` alone. */
export interface AuditChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Who did what, for ever: a trigger refuses to change a row or to take one away. Nothing in it is a secret. */
export const audit = pgTable(
  'audit',
  {
    id: uuid('id').primaryKey(),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** `key:NAME`, `person:LOGIN`, `schedule`, `central`, `provider`, `environment`, or `cli`. */
    actor: text('actor').notNull(),
    /** The key's or the person's; null for the others. No reference: the row outlives them. */
    actorId: uuid('actor_id'),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    /** The branch that it was about; null where it was about none, or about several. */
    branchId: uuid('branch_id'),
    /** Where the request came from; null outside of HTTP. */
    address: text('address'),
    requestId: text('request_id'),
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull().default({}),
    changes: jsonb('changes').$type<readonly AuditChange[]>().notNull().default([]),
  },
  (table) => [
    index('audit_by_subject').on(table.subject, table.id),
    index('audit_by_branch').on(table.branchId, table.id),
    index('audit_by_actor').on(table.actor, table.id),
    index('audit_by_action').on(table.action, table.id),
    index('audit_by_time').on(table.at, table.id),
    index('audit_by_request').on(table.requestId),
  ],
);
