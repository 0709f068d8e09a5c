import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** Which way bytes go: a request to the target, an answer to the client. */
export type Direction = 'request' | 'answer';

/** One connection through a proxy. What is done to it is done at once, and for good. */
export interface ProxiedConnection {
  /** Resets both sides: what has not arrived never will. */
  cut(): void;
  /** Half-close: ends one direction in order (FIN) and drops what would follow in it; the other goes on. */
  end(direction: Direction): void;
  /** Keeps the connection, and lets nothing pass in a direction any more. */
  stall(direction: Direction): void;
}

/** The line that all connections of a proxy share, as it is at the moment. */
export interface Line {
  /** Every piece comes so much later. */
  readonly latencyMs: number;
  readonly bytesPerSecond: number;
  /** How many of the next bytes may pass; 0: something has befallen the connection, ask again if it passes still. */
  allow(direction: Direction, wanted: number, connection: ProxiedConnection): number;
}

/** A throttled line trickles: a tenth of a second's bytes at once. */
const piecesPerSecond = 10;

/** Joins a socket that was accepted to a new one to the target, until both are gone. */
export function joinToTarget(client: Socket, targetPort: number, line: Line): ProxiedConnection {
  const target = connect({ port: targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true });
  const fates: Record<Direction, 'passes' | 'ended' | 'stalled'> = { request: 'passes', answer: 'passes' };
  const receivers: Record<Direction, Socket> = { request: target, answer: client };
  const connection: ProxiedConnection = {
    cut() {
      client.resetAndDestroy();
      target.resetAndDestroy();
    },
    end(direction) {
      fates[direction] = 'ended';
      receivers[direction].end();
    },
    stall(direction) {
      fates[direction] = 'stalled';
    },
  };

  async function carry(direction: Direction, from: Socket): Promise<void> {
    for await (const chunk of from.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      let rest = chunk;
      while (rest.length > 0 && fates[direction] === 'passes') {
        const atOnce = Math.max(1, Math.floor(line.bytesPerSecond / piecesPerSecond));
        const piece = rest.subarray(0, line.allow(direction, Math.min(atOnce, rest.length), connection));
        rest = rest.subarray(piece.length);
        if (piece.length > 0) await pass(direction, piece);
      }
      // Read no further: the sender is to wait, as before a line that takes nothing.
      if (fates[direction] === 'stalled') await once(from, 'close');
    }
    if (fates[direction] === 'passes') receivers[direction].end();
  }

  async function pass(direction: Direction, piece: Buffer): Promise<void> {
    const delayMs = line.latencyMs + (1_000 * piece.length) / line.bytesPerSecond;
    if (delayMs > 0) await pause(delayMs);
    const to = receivers[direction];
    if (fates[direction] === 'passes' && !to.write(piece)) await once(to, 'drain');
  }

  for (const [direction, from] of [['request', client] as const, ['answer', target] as const]) {
    // A side that is gone without a goodbye is gone for the other one as well.
    from.on('error', connection.cut);
    carry(direction, from).catch(connection.cut);
  }
  return connection;
}
