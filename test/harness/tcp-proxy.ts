import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type Direction, joinToTarget, type Line, type ProxiedConnection } from './proxied-connection.ts';

/** A TCP line on loopback that a test may spoil at any time, between a client and a port. It ends with the test. */
export interface TcpProxy {
  readonly port: number;
  /** For what speaks HTTP at the target's port. */
  readonly url: string;
  /** Those that stand, oldest first. */
  readonly connections: readonly ProxiedConnection[];
  /** How many were accepted so far. */
  readonly accepted: number;
  /**
   * Lets so many more bytes pass in a direction, counted over all connections; then does `befall` to the connection that
   * brings the next one, before that one passes. Of several, each counts from when the one before has come about.
   */
  after(bytes: number, direction: Direction, befall: (connection: ProxiedConnection) => void): void;
  /** From now on bytes come late, or few at a time. */
  slowDown(line: Partial<Pick<Line, 'latencyMs' | 'bytesPerSecond'>>): void;
  /** Nothing passes any more: connections stand, new ones are accepted, and no byte comes of it. */
  goDark(): void;
  /** Nobody listens any more; the connections that stand are reset. */
  refuse(): Promise<void>;
  /** The line is good again, and nothing that was planned is left. What was stalled stays so. */
  restore(): Promise<void>;
}

/** Plans of one direction, the next one first. */
type Plans = { bytesLeft: number; readonly befall: (connection: ProxiedConnection) => void }[];

const goodLine = { latencyMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY };

/** Starts a proxy to a port of loopback; the line is good at first. */
export async function aTcpProxy(targetPort: number): Promise<TcpProxy> {
  const standing = new Map<Socket, ProxiedConnection>();
  const plans: Record<Direction, Plans> = { request: [], answer: [] };
  let speed = goodLine;
  let isDark = false;
  let accepted = 0;

  const line: Line = {
    get latencyMs() {
      return speed.latencyMs;
    },
    get bytesPerSecond() {
      return speed.bytesPerSecond;
    },
    allow(direction, wanted, connection) {
      const [next] = plans[direction];
      if (next === undefined) return wanted;
      const allowed = Math.min(wanted, next.bytesLeft);
      next.bytesLeft -= allowed;
      if (allowed === 0) {
        plans[direction].shift();
        next.befall(connection);
      }
      return allowed;
    },
  };

  const server = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    accepted += 1;
    const connection = joinToTarget(client, targetPort, line);
    standing.set(client, connection);
    client.on('close', () => standing.delete(client));
    if (isDark) stall(connection);
  });
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, '127.0.0.1', () => {
        server.off('error', reject);
        resolve();
      });
    });
  const refuse = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const connection of standing.values()) connection.cut();
    });

  await listen(0);
  onTestFinished(refuse);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    get connections() {
      return [...standing.values()];
    },
    get accepted() {
      return accepted;
    },
    after: (bytes, direction, befall) => void plans[direction].push({ bytesLeft: bytes, befall }),
    slowDown(change) {
      speed = { ...speed, ...change };
    },
    goDark() {
      isDark = true;
      for (const connection of standing.values()) stall(connection);
    },
    refuse,
    async restore() {
      speed = goodLine;
      isDark = false;
      plans.request.length = 0;
      plans.answer.length = 0;
      if (!server.listening) await listen(port);
    },
  };
}

function stall(connection: ProxiedConnection): void {
  connection.stall('request');
  connection.stall('answer');
}
