import { closedOf, type Database, examineSecrets, type SecretBox } from '@branch-sync/db';
import { type Check, well } from './check.ts';

const subject = 'secrets';

/** Whether every stored secret opens, and with the first key. */
export async function checkSecrets(db: Database, box: SecretBox): Promise<Check[]> {
  const examined = await examineSecrets(db, box);
  const closed = closedOf(examined);
  if (closed !== null) {
    const { missingKeyIds, problem, fix } = closed;
    const code = missingKeyIds.length > 0 ? 'secrets.key_missing' : 'secrets.unreadable';
    return [{ subject, level: 'error', code, message: problem, fix }];
  }
  const earlier = examined.filter(({ state }) => state === 'earlier');
  if (earlier.length > 0) {
    const ids = [...new Set(earlier.map(({ keyId }) => keyId))].join(', ');
    const message = `${earlier.length} of ${examined.length} stored secrets are sealed with an earlier key (${ids}).`;
    return [{ subject, level: 'warning', code: 'secrets.earlier_key', message, fix: 'Run: npx branch-sync keys rotate' }];
  }
  return examined.length === 0 ? [] : [well(subject, 'secrets.open', 'Every stored secret opens with the first key.')];
}
