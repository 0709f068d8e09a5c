import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';

/** A mail as it arrived. Headers are in one line each, their names in small letters. */
export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  /** As it was sent, encodings and all. */
  readonly raw: string;
}

export interface SmtpServer {
  /** With a login in it. */
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** What clients signed in with. */
  readonly logins: readonly string[];
}

export interface SmtpManners {
  /** What its URL has for a password. */
  readonly password?: string;
  /** What is answered to these commands, instead of what is right: `{ DATA: '451 busy' }`; `MAIL TAKEN` is the end of a mail, which it has kept. */
  readonly answers?: Readonly<Record<string, string>>;
}

const right: Readonly<Record<string, string>> = {
  EHLO: '250-local\r\n250 AUTH PLAIN',
  AUTH: '235 welcome',
  MAIL: '250 ok',
  RCPT: '250 ok',
  DATA: '354 go on',
  'MAIL TAKEN': '250 taken',
  RSET: '250 ok',
  QUIT: '221 bye',
};

/** An SMTP server on loopback until the test ends: as much of RFC 5321 as a client needs. Its manners may change while it runs. */
export async function startSmtpServer(manners: SmtpManners = {}): Promise<SmtpServer> {
  const mails: ReceivedMail[] = [];
  const logins: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    serve(socket, manners, mails, logins).catch(() => socket.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://mailer:${encodeURIComponent(manners.password ?? 'smtp-canary-Pa55word')}@127.0.0.1:${port}`,
    mails,
    logins,
  };
}

async function serve(socket: Socket, manners: SmtpManners, mails: ReceivedMail[], logins: string[]): Promise<void> {
  const answer = (command: string) => socket.write(`${manners.answers?.[command] ?? right[command] ?? '502 what?'}\r\n`);
  let [from, to, lines]: [string, string[], string[] | null] = ['', [], null];
  socket.write('220 local\r\n');
  for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (lines !== null) {
      if (line !== '.') {
        lines.push(line.replace(/^\.\./, '.'));
        continue;
      }
      mails.push({ from, to, headers: headersOf(lines), raw: lines.join('\n') });
      [from, to, lines] = ['', [], null];
      answer('MAIL TAKEN');
      continue;
    }
    const command = line.slice(0, 4).toUpperCase();
    if (command === 'AUTH')
      logins.push(
        Buffer.from(line.split(' ')[2] ?? '', 'base64')
          .toString()
          .replaceAll('\0', ' ')
          .trim(),
      );
    if (command === 'MAIL') from = addressIn(line);
    if (command === 'RCPT') to.push(addressIn(line));
    if (command === 'DATA' && manners.answers?.['DATA'] === undefined) lines = [];
    answer(command);
    if (command === 'QUIT') socket.end();
  }
}

const addressIn = (line: string) => /<([^>]*)>/.exec(line)?.[1] ?? '';

function headersOf(lines: readonly string[]): Record<string, string> {
  const head = lines
    .slice(0, lines.indexOf(''))
    .join('\n')
    .replace(/\n[ \t]+/g, ' ');
  return Object.fromEntries(
    head.split('\n').map((line) => {
      const [name = '', ...rest] = line.split(':');
      return [name.toLowerCase(), rest.join(':').trim()];
    }),
  );
}
