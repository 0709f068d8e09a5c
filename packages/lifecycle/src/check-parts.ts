import type { Logger } from 'pino';
import { withinMs } from './within-ms.ts';

/** How a part is that a process cannot do without. */
export interface PartCheck<Name extends string = string> {
  readonly name: Name;
  readonly ok: boolean;
  /** For people. */
  readonly message: string;
}

type Looks<Name extends string> = Readonly<Record<Name, () => Promise<Omit<PartCheck, 'name'>>>>;

/** Looks at all parts at once, each in its own way; one that does not answer within three seconds, or throws, is not ok. */
export async function checkParts<Name extends string>(
  looks: Looks<Name>,
  log: Logger,
  patienceMs = 3_000,
): Promise<PartCheck<Name>[]> {
  const names = Object.keys(looks) as Name[];
  return Promise.all(names.map(async (name) => ({ name, ...(await look(name)) })));

  async function look(name: Name): Promise<Omit<PartCheck, 'name'>> {
    try {
      const seen = await withinMs(patienceMs, looks[name]());
      return seen.isLate ? { ok: false, message: `It does not answer within ${patienceMs / 1000} seconds.` } : seen.value;
    } catch (error) {
      log.warn({ err: error, check: name }, 'not ready');
      return { ok: false, message: 'It does not answer; the log says why.' };
    }
  }
}
