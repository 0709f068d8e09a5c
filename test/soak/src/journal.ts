/** What happened, for those who watch, and how often, for the figures. */
export interface Journal {
  /** One line, with the time since the soak began. */
  tell(text: string): void;
  /** Tells and counts a disturbance under its name. */
  disturbed(name: string, detail: string): void;
  /** Tells and keeps something that must not happen: the soak has failed, and goes on to find more. */
  wrong(text: string): void;
  readonly disturbances: ReadonlyMap<string, number>;
  readonly problems: readonly string[];
}

/** Begins a journal; its lines go to `write`. */
export function openJournal(write: (line: string) => void): Journal {
  const startedAt = performance.now();
  const disturbances = new Map<string, number>();
  const problems: string[] = [];
  const tell = (text: string) => write(`${sinceStart(performance.now() - startedAt)}  ${text}`);
  return {
    tell,
    disturbed(name, detail) {
      disturbances.set(name, (disturbances.get(name) ?? 0) + 1);
      tell(`${name}: ${detail}`);
    },
    wrong(text) {
      problems.push(text);
      tell(`WRONG: ${text}`);
    },
    disturbances,
    problems,
  };
}

/** `1:02.3`: minutes, seconds, tenths. */
function sinceStart(ms: number): string {
  const tenths = Math.floor(ms / 100);
  const seconds = (tenths / 10) % 60;
  return `${Math.floor(tenths / 600)}:${seconds.toFixed(1).padStart(4, '0')}`;
}
