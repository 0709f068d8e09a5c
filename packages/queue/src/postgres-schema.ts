import {
  assertSchemaCompatibility,
  LATEST_SCHEMA_VERSION,
  type PostgresConnection,
  runMigrations,
  SchemaMigrationRequiredError,
} from 'bullmq';

/** The queue's tables lack something, and this process may not make it. */
export class QueueTablesError extends Error {
  override readonly name = 'QueueTablesError';
  constructor(schema: string, cause: unknown) {
    super(
      `The queue's tables (schema "${schema}") are not up to date, and this database role may not use or change them. ` +
        'Run "npx branch-sync migrate --app-role ROLE" as their owner first.',
      { cause },
    );
  }
}

/**
 * Makes BullMQ's tables where they lack something. Where they do not it only looks: BullMQ itself would make them "if they are not there", which
 * Postgres refuses to a role that may not make them, even if they are. Throws `QueueTablesError`.
 */
export async function bringSchemaUpToDate({ pool, schema }: PostgresConnection): Promise<void> {
  const client = await pool.connect();
  try {
    if (!(await isUpToDate(client, schema))) await runMigrations(client, schema);
  } catch (error) {
    throw isRefusal(error) ? new QueueTablesError(schema, error) : error;
  } finally {
    client.release();
  }
}

async function isUpToDate(client: Parameters<typeof assertSchemaCompatibility>[0], schema: string): Promise<boolean> {
  try {
    return (await assertSchemaCompatibility(client, schema)) >= LATEST_SCHEMA_VERSION;
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return false;
    throw error;
  }
}

/** SQLSTATE insufficient_privilege. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
