import { once } from 'node:events';
import { connect } from 'node:net';
import { onTestFinished } from 'vitest';

/** A connection on which a test writes what no client would. */
export interface RawConnection {
  write(text: string): void;
  /** Writes again and again until the other side has had enough. */
  trickle(text: string, everyMs: number): void;
  /** Everything that came, once the other side has closed. */
  readonly closed: Promise<string>;
}

/** Connects; the connection ends with the test at the latest. */
export async function aRawConnection(url: string): Promise<RawConnection> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  let timer: NodeJS.Timeout | undefined;
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  // To write to who has closed is an error, and nothing new.
  socket.on('error', () => undefined);
  const closed = once(socket, 'close').then(() => {
    clearInterval(timer);
    return received;
  });
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return {
    closed,
    write: (text) => void socket.write(text, 'latin1'),
    trickle(text, everyMs) {
      timer = setInterval(() => socket.write(text, 'latin1'), everyMs);
    },
  };
}

/** Asks on a connection of its own, for a path exactly as it is written, and gives the answer's status and text. */
export async function askRaw(
  url: string,
  line: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const connection = await aRawConnection(url);
  const lines = Object.entries({ host: new URL(url).host, connection: 'close', ...headers });
  connection.write(`${line} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`);
  const text = await connection.closed;
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
}
