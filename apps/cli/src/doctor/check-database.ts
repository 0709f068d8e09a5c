import { type Database, pendingMigrations, serverVersion } from '@branch-sync/db';
import { explainError } from '../command-line/explain-error.ts';
import { type Check, well } from './check.ts';

const subject = 'database';
/** The oldest Postgres that the product is made for. */
const leastMajor = 15;

/** Whether Postgres answers, is new enough, and has the product's tables. What goes wrong is a check, nothing is thrown. */
export async function checkDatabase(db: Database, url: string): Promise<Check[]> {
  try {
    const version = await serverVersion(db);
    if (version.major < leastMajor) {
      const message = `Postgres ${version.text} is too old: branch-sync needs ${leastMajor} or newer.`;
      return [{ subject, level: 'error', code: 'database.version', message, fix: 'Move the database to a newer Postgres.' }];
    }
    const pending = await pendingMigrations(url);
    if (pending === 0) return [well(subject, 'database.ready', `Postgres ${version.text} answers; the tables are up to date.`)];
    const message = `Postgres ${version.text} answers, but its tables lack ${pending} ${pending === 1 ? 'step' : 'steps'}.`;
    return [{ subject, level: 'error', code: 'database.migrations', message, fix: 'Run: npx branch-sync migrate' }];
  } catch (error) {
    const { title, lines } = explainError(error);
    const fix = lines.join(' ') || 'Correct DATABASE_URL, or start that Postgres.';
    return [{ subject, level: 'error', code: 'database.away', message: title, fix }];
  }
}
