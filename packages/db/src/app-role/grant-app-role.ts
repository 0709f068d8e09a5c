import type postgres from 'postgres';
import { onOneConnection, schemaLock } from '../one-connection.ts';
import { AppRoleError } from './app-role-error.ts';
import { requireAppendOnly, requireFitRole } from './fit-role.ts';

export { AppRoleError } from './app-role-error.ts';

/** The audit grows, and is read. */
const rightsTo = (table: string) => (table === 'public.audit' ? 'select, insert' : 'select, insert, update, delete');

/**
 * Gives a database role what API and worker need, and takes away what else we gave it: to read and write rows, but for the audit, to which rows are
 * only added; of the migrations to see which are done. What later migrations make comes with it. `queueSchema` is the queue's where it lives in this
 * database. To be called as the owner of the tables, any number of times; all of it is done or nothing. Throws `AppRoleError`.
 */
export async function grantAppRole(url: string, role: string, queueSchema: string | null): Promise<void> {
  const schemas = ['public', 'drizzle', ...(queueSchema === null ? [] : [queueSchema])];
  await onOneConnection(url, (sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(${schemaLock})`;
      await requireFitRole(tx, role, schemas);
      for (const schema of schemas) {
        const statements = schema === 'drizzle' ? migrationsRead() : await rowsUsed(tx, schema);
        const calls = schema === queueSchema ? functionsCalled(schema) : [];
        for (const statement of [...entered(schema), ...statements, ...calls]) await tx.unsafe(statement(quoted(role)));
      }
      await requireAppendOnly(tx, role);
    }),
  );
}

type Statement = (role: string) => string;

function entered(schema: string): Statement[] {
  return [
    (role) => `revoke all on schema ${quoted(schema)} from ${role}`,
    (role) => `grant usage on schema ${quoted(schema)} to ${role}`,
  ];
}

function migrationsRead(): Statement[] {
  return [(role) => `grant select on drizzle.__drizzle_migrations to ${role}`];
}

/** Rights to all that we have in a schema, and to what comes to be there. */
async function rowsUsed(sql: postgres.TransactionSql, schema: string): Promise<Statement[]> {
  const found = await sql<{ name: string; isSequence: boolean }[]>`
    select format('%I.%I', nspname, relname) as name, relkind = 'S' as "isSequence"
    from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = ${schema} and relkind in ('r', 'p', 'S') and pg_has_role(relowner, 'USAGE') order by 1`;
  if (found.length === 0)
    throw new AppRoleError(`There is nothing of ours in schema "${schema}": run "branch-sync migrate" first.`);
  const later = `alter default privileges in schema ${quoted(schema)}`;
  return [
    ...found.flatMap(({ name, isSequence }): Statement[] => {
      const [kind, rights] = isSequence ? ['sequence', 'usage, select'] : ['table', rightsTo(name)];
      return [(role) => `revoke all on ${kind} ${name} from ${role}`, (role) => `grant ${rights} on ${kind} ${name} to ${role}`];
    }),
    (role) => `${later} grant select, insert, update, delete on tables to ${role}`,
    (role) => `${later} grant usage, select on sequences to ${role}`,
  ];
}

/** BullMQ works by functions. PUBLIC may call them, unless somebody was careful. */
function functionsCalled(schema: string): Statement[] {
  return [
    (role) => `grant execute on all functions in schema ${quoted(schema)} to ${role}`,
    (role) => `alter default privileges in schema ${quoted(schema)} grant execute on functions to ${role}`,
  ];
}

/** An identifier, whatever is in it. */
function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
