import { sql } from 'drizzle-orm';
import type { Stage } from './stage.ts';

/** Time that goes faster for the product than it does. */
export interface CompressedTime {
  stop(): void;
}

const everyMs = 500;

/**
 * Lets time go `plan.speed` times as fast, by what the product reads of it, without a change to its code: schedules come due
 * sooner, waiting runs grow older, and jobs that wait for their next try are tried sooner.
 */
export function compressTime(stage: Stage): CompressedTime {
  const seenWaiting = new Map<string, number>();
  let movedAt = performance.now();
  let isMoving = false;

  async function move(): Promise<void> {
    const now = performance.now();
    await ageBy(stage, ((now - movedAt) / 1000) * (stage.plan.speed - 1));
    movedAt = now;
    await hurryJobs(stage, seenWaiting, now);
  }

  const timer = setInterval(() => {
    if (isMoving) return;
    isMoving = true;
    // Postgres or Redis may be down: the time that was missed is made up for.
    void move()
      .catch(() => undefined)
      .finally(() => {
        isMoving = false;
      });
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}

async function ageBy({ product: { db } }: Stage, seconds: number): Promise<void> {
  await db.execute(
    sql`update schedules set next_due_at = next_due_at - make_interval(secs => ${seconds}) where next_due_at > now()`,
  );
  await db.execute(
    sql`update runs set created_at = created_at - make_interval(secs => ${seconds}) where status in ('queued', 'running')`,
  );
}

/** Has each delayed job tried as soon as its delay, divided by the speed, is over. */
async function hurryJobs({ product: { queues }, plan }: Stage, seenWaiting: Map<string, number>, now: number): Promise<void> {
  const waiting = await queues.byName.receive.getDelayed();
  const names = new Set<string>();
  for (const job of waiting) {
    const name = `${job.id} ${job.attemptsStarted}`;
    names.add(name);
    const since = seenWaiting.get(name) ?? now;
    seenWaiting.set(name, since);
    // It may have been tried, or lost, a moment ago.
    if (now - since >= job.delay / plan.speed) await job.promote().catch(() => undefined);
  }
  for (const name of seenWaiting.keys()) if (!names.has(name)) seenWaiting.delete(name);
}
