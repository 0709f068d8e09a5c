import { connectDatabase, findCentral, listBranchCodes, migrateDatabase } from '@branch-sync/db';
import type { Setup } from './plan-samples.ts';

/** Reads what is set up in a database, after bringing it up to date. */
export async function readSetup(databaseUrl: string): Promise<Setup> {
  await migrateDatabase(databaseUrl);
  const { db, close } = connectDatabase(databaseUrl, { max: 1, applicationName: 'branch-sync start' });
  try {
    return { central: (await findCentral(db)) ?? null, branchCodes: await listBranchCodes(db) };
  } finally {
    await close();
  }
}
