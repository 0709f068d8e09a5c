/** A server of our own that can die and come back: same port, same folder. */
export interface Service {
  readonly name: string;
  isUp(): boolean;
  /** Whether it was away at any moment since `ms` (`performance.now()`). */
  wasAwaySince(ms: number): boolean;
  /** Ends it without a goodbye; settles when it is gone. */
  crash(): Promise<void>;
  /** Settles when it answers. */
  start(): Promise<void>;
}

interface RunningServer {
  readonly pid: number;
  stop(): Promise<void>;
}

/** Makes a service of a server that is running; `startAgain` starts it in its place, `signal` is how it dies. */
export function restartable<Server extends RunningServer>(
  name: string,
  first: Server,
  signal: NodeJS.Signals,
  startAgain: () => Promise<Server>,
): Service & { stop(): Promise<void> } {
  let server: Server | null = first;
  let upSince = performance.now();
  return {
    name,
    isUp: () => server !== null,
    wasAwaySince: (ms) => server === null || upSince > ms,
    async crash() {
      const dying = server;
      if (dying === null) return;
      server = null;
      process.kill(dying.pid, signal);
      await dying.stop();
    },
    async start() {
      if (server !== null) return;
      server = await startAgain();
      upSince = performance.now();
    },
    stop: async () => server?.stop(),
  };
}
