import { inspectStore, leastRedisVersion, type QueueStore, type StoreReport } from '@branch-sync/queue';
import { explainError } from '../command-line/explain-error.ts';
import { queueStoreInWords } from '../stack/queue-store.ts';
import { type Check, well } from './check.ts';

const subject = 'queue';

/** Whether the queue's store answers and keeps what it is given. What goes wrong is a check, nothing is thrown. */
export async function checkQueue(store: QueueStore): Promise<Check[]> {
  try {
    return judgeStore(queueStoreInWords(store), await inspectStore(store));
  } catch (error) {
    const { title, lines } = explainError(error);
    const fix = lines.join(' ') || 'Correct REDIS_URL, or start that Redis.';
    return [{ subject, level: 'error', code: 'queue.away', message: title, fix }];
  }
}

/** What a store's report means for us. */
export function judgeStore(where: string, { version, evictionPolicy, isAppendOnly }: StoreReport): Check[] {
  const problems: Check[] = [];
  if (version !== null && isOlder(version, leastRedisVersion)) {
    const message = `Redis ${version} is too old: BullMQ needs ${leastRedisVersion} or newer.`;
    problems.push({ subject, level: 'error', code: 'queue.version', message, fix: 'Move the queue to a newer Redis.' });
  }
  if (evictionPolicy !== null && evictionPolicy !== 'noeviction') {
    const message = `Redis drops keys when its memory is full (maxmemory-policy ${evictionPolicy}): jobs would vanish.`;
    problems.push({ subject, level: 'error', code: 'queue.eviction', message, fix: 'Set maxmemory-policy to noeviction.' });
  }
  if (isAppendOnly === false) {
    const message = 'Redis keeps no append-only file: a restart may forget jobs that are waiting.';
    problems.push({ subject, level: 'warning', code: 'queue.not_persistent', message, fix: 'Set appendonly to yes.' });
  }
  const facts = version === null ? '' : ` It is version ${version}, and evicts nothing.`;
  return problems.length > 0 ? problems : [well(subject, 'queue.ready', `${where}: answers.${facts}`)];
}

function isOlder(version: string, least: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor = 0, leastMinor = 0] = least.split('.').map(Number);
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
}
