import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** A TCP line to a server, which a test may disturb. */
export interface Line {
  /** The URL of the server, by this line. */
  readonly url: string;
  /** Ends all connections, and every new one at once, until it is mended. */
  cut(): void;
  /** Connections fall silent whose client says something like this, or said so last: they stay open, and nothing goes through any more. */
  silence(words: RegExp): void;
  mend(): void;
}

interface Call {
  readonly client: Socket;
  readonly server: Socket;
  lastSaid: string;
  isSilent: boolean;
}

/** Lays a line to the server of a URL; it ends with the test. */
export async function aLineTo(serverUrl: string): Promise<Line> {
  const { hostname, port } = new URL(serverUrl);
  const calls = new Set<Call>();
  let isCut = false;
  let silenced: RegExp | null = null;
  const hush = (call: Call) => {
    if (silenced?.test(call.lastSaid)) call.isSilent = true;
  };

  const line = createServer((client) => {
    if (isCut) return void client.destroy();
    const call = { client, server: connect(Number(port), hostname), lastSaid: '', isSilent: false };
    calls.add(call);
    client.on('data', (chunk: Buffer) => {
      call.lastSaid = chunk.toString('latin1');
      hush(call);
      if (!call.isSilent) call.server.write(chunk);
    });
    call.server.on('data', (chunk: Buffer) => {
      if (!call.isSilent) client.write(chunk);
    });
    for (const socket of [client, call.server]) {
      socket.on('error', () => undefined);
      socket.on('close', () => hangUp(call));
    }
  });
  const hangUp = (call: Call) => {
    calls.delete(call);
    call.client.destroy();
    call.server.destroy();
  };
  const cut = () => {
    isCut = true;
    for (const call of calls) hangUp(call);
  };
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  onTestFinished(() => {
    cut();
    line.close();
  });
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(line.address() as AddressInfo).port}`;
  return {
    url: url.href,
    cut,
    silence(words) {
      silenced = words;
      for (const call of calls) hush(call);
    },
    mend() {
      isCut = false;
      silenced = null;
    },
  };
}
