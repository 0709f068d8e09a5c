import { createTransport } from 'nodemailer';
import type { MailText } from './mail-text.ts';
import { othersWords, type SendingOutcome } from './outcome.ts';

/** The SMTP server of the settings. */
export interface SmtpSettings {
  /** `smtp://user:password@host:587`, or `smtps://`. */
  readonly url: string;
  readonly from: string;
}

export interface Mail extends MailText {
  readonly to: readonly string[];
  /** Our own id of it: the same each time that it is tried. */
  readonly id: string;
  /** The ids of the mails that it answers. */
  readonly answers: readonly string[];
}

export interface Mailer {
  /** Never throws: whatever happens is an outcome in words. */
  send(mail: Mail): Promise<SendingOutcome>;
}

const [connectMs, silentMs] = [10_000, 20_000];

/** Sends mails by the server of the settings, a connection each; null: there is none, and every mail says so. */
export function createMailer(smtp: SmtpSettings | null): Mailer {
  if (smtp === null)
    return { send: async () => ({ kind: 'failed', problem: 'There is no mail server: set SMTP_URL and SMTP_FROM.' }) };
  const transport = createTransport({
    url: smtp.url,
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silentMs,
    // What is told is our own text: no file and no address is to be read for it.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = domainOf(smtp.from);
  const messageId = (id: string) => `<${id}@${domain}>`;
  return {
    async send({ id, to, answers, ...text }) {
      const references = answers.map(messageId);
      try {
        const { rejected } = await transport.sendMail({
          ...text,
          from: smtp.from,
          to: [...to],
          messageId: messageId(id),
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...(references[0] === undefined ? {} : { inReplyTo: references[0], references }),
        });
        return {
          kind: 'sent',
          problem: rejected.length === 0 ? null : `The mail server did not take it for ${rejected.join(', ')}.`,
        };
      } catch (error) {
        return { kind: 'failed', problem: problemOf(error) };
      }
    },
  };
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'branch-sync.invalid';
}

const known: Readonly<Record<string, string>> = {
  EAUTH: 'The mail server refused the login of SMTP_URL',
  EENVELOPE: 'The mail server refused the sender or all recipients',
  EMESSAGE: 'The mail server refused the mail',
  ETLS: 'No secure connection to the mail server can be made',
  EDNS: 'The mail server’s name has no address',
  ETIMEDOUT: 'The mail server did not answer in time',
};

function problemOf(error: unknown): string {
  const code = textOf(error, 'code') ?? '';
  const answer = othersWords(textOf(error, 'response') ?? '');
  return `${known[code] ?? 'The mail server could not be reached, or broke off'}${answer === '' ? '.' : `: ${answer}`}`;
}

function textOf(error: unknown, field: 'code' | 'response'): string | null {
  const value = typeof error === 'object' && error !== null && field in error ? Reflect.get(error, field) : null;
  return typeof value === 'string' ? value : null;
}
