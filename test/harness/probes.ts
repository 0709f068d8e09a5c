import type { WorkerProcess } from './worker-process.ts';

/** What a probe of a worker says. */
export interface ProbeAnswer {
  /** Of HTTP. */
  readonly code: number;
  readonly status: string;
  /** The names of the parts that are not well. */
  readonly unwell: string[];
}

interface AnswerBody {
  readonly status: string;
  readonly checks: readonly { readonly name: string; readonly ok: boolean }[];
}

/** Asks a worker that was started with WORKER_HEALTH_PORT=0. */
export async function probe(worker: WorkerProcess, name: 'live' | 'ready'): Promise<ProbeAnswer> {
  const answer = await fetch(`${urlOf(worker)}/health/${name}`);
  const { status, checks } = (await answer.json()) as AnswerBody;
  return { code: answer.status, status, unwell: checks.filter(({ ok }) => !ok).map((check) => check.name) };
}

/** What Prometheus would read of such a worker. */
export async function metricsOf(worker: WorkerProcess): Promise<string> {
  return (await fetch(`${urlOf(worker)}/metrics`)).text();
}

function urlOf(worker: WorkerProcess): string | undefined {
  return /"url":"(http:[^"]+)"/.exec(worker.output())?.[1];
}
