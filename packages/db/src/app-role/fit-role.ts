import type postgres from 'postgres';
import { AppRoleError } from './app-role-error.ts';

/** What the audit must not have done to it, whoever may write to it. */
const forbidden = ['UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER'] as const;

/**
 * Whether a role can be held to its rights: one that owns the tables, or may become who does, can undo every refusal. Throws `AppRoleError` where it
 * cannot, and where we are not the owner who may give rights.
 */
export async function requireFitRole(sql: postgres.TransactionSql, role: string, schemas: readonly string[]): Promise<void> {
  const [found] = await sql<{ isSuperuser: boolean; mayMakeRoles: boolean }[]>`
    select rolsuper as "isSuperuser", rolcreaterole as "mayMakeRoles" from pg_roles where rolname = ${role}`;
  if (found === undefined) {
    throw new AppRoleError(`There is no database role "${role}". Make it first: CREATE ROLE ... LOGIN PASSWORD '...'`);
  }
  if (found.isSuperuser) throw new AppRoleError(`"${role}" is a superuser: nothing can be kept from it. ${takeAnother}`);
  if (found.mayMakeRoles) {
    throw new AppRoleError(`"${role}" may make roles, and so give itself the owner's rights. ${takeAnother}`);
  }
  const owners = await sql<{ owner: string; isTheirs: boolean }[]>`
    select distinct owner::regrole::text as owner, pg_has_role(${role}, owner, 'MEMBER') as "isTheirs"
    from (select relowner as owner from pg_class where oid = 'public.audit'::regclass
      union all select nspowner from pg_namespace where nspname = any(string_to_array(${schemas.join()}, ','))
      union all select datdba from pg_database where datname = current_database()) as owners`;
  const theirs = owners.find(({ isTheirs }) => isTheirs);
  if (theirs !== undefined) {
    throw new AppRoleError(
      `"${role}" is or may become ${theirs.owner}, who owns the tables, their schema or the database: nothing can be kept from it. ${takeAnother}`,
    );
  }
  const [table] = await sql<{ owner: string; isOurs: boolean }[]>`
    select relowner::regrole::text as owner, pg_has_role(relowner, 'USAGE') as "isOurs" from pg_class where oid = 'public.audit'::regclass`;
  if (table?.isOurs !== true) throw new AppRoleError(`Only the owner of the tables, ${table?.owner}, can give rights to them.`);
}

/** Throws `AppRoleError` where a role may still change the audit by rights that it has not from us. */
export async function requireAppendOnly(sql: postgres.TransactionSql, role: string): Promise<void> {
  const may = await sql<{ right: string }[]>`
    select name as right from unnest(string_to_array(${forbidden.join()}, ',')) as name where has_table_privilege(${role}, 'public.audit', name)
    union all select 'UPDATE of columns' where has_any_column_privilege(${role}, 'public.audit', 'UPDATE')`;
  if (may.length === 0) return;
  throw new AppRoleError(
    `"${role}" may still ${may.map(({ right }) => right).join(', ')} the audit, by rights of PUBLIC or of a role that it is a member of. Revoke those first.`,
  );
}

const takeAnother = 'Make a role of its own for API and worker.';
