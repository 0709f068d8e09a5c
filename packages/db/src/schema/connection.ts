import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, jsonb, text, timestamp } from 'drizzle-orm/pg-core';

export const transports = ['auto', 'xmlrpc', 'json2'] as const;

/** The columns of a connection to one Odoo database: central has one, every branch has one. */
export const connectionColumns = () => ({
  url: text('url').notNull(),
  database: text('database').notNull(),
  login: text('login').notNull(),
  /** AES-256-GCM envelope (secrets.ts), bound to this row: copied to another row it does not open. */
  secretEnvelope: text('secret_envelope').notNull(),
  transport: text('transport', { enum: transports }).notNull().default('auto'),
  /** Certificates in PEM that are trusted besides the machine's own; null: none. Certificates are no secret. */
  tlsCa: text('tls_ca'),
  /** False: whoever answers is believed. Loud wherever it is shown. */
  tlsVerify: boolean('tls_verify').notNull().default(true),
  /** What the last contact taught (version, wire, uid, dialect, company), kept so that a run need not ask again. */
  facts: jsonb('facts').$type<unknown>(),
  factsAt: timestamp('facts_at', { withTimezone: true }),
});

export const connectionChecks = (name: string, table: { transport: AnyPgColumn; url: AnyPgColumn }) => [
  check(`${name}_transport_known`, sql`${table.transport} in ('auto', 'xmlrpc', 'json2')`),
  check(`${name}_url_http`, sql`${table.url} ~ '^https?://'`),
];
