import { styleText } from 'node:util';
import { redact, redactJson } from '@branch-sync/redaction';

export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'cyan';

/** Where a command's words go. With `--json` stdout holds one JSON document and people read stderr. */
export interface Terminal {
  readonly isJson: boolean;
  /** Lines may be drawn again over themselves. */
  readonly isInteractive: boolean;
  readonly columns: number;
  paint(style: Style, text: string): string;
  /** A line for people; never with a secret in it. */
  say(line?: string): void;
  /** The same without a line's end, for drawing. */
  draw(text: string): void;
  /** A line for people about something wrong: always stderr, and never with a secret in it. */
  complain(line: string): void;
  /** The command's answer: the document with `--json`, else the text; never with a secret in it. */
  answer(document: unknown, text: string): void;
  /** An answer that is a secret, or holds one that its reader needs. */
  handOver(document: unknown, text: string): void;
}

/** What a terminal writes to: `process.stdout` and `process.stderr`, or a test's stand-ins. */
export interface OutputStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Width where none is known: what pagers and mail take without wrapping. */
const plainColumns = 100;

/**
 * Opens the terminal of one command. Colours are used on a TTY unless NO_COLOR is set (no-color.org), or where FORCE_COLOR
 * asks for them; lines are redrawn on a TTY only.
 */
export function openTerminal(
  streams: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  env: NodeJS.ProcessEnv,
  isJson: boolean,
): Terminal {
  const people = isJson ? streams.stderr : streams.stdout;
  const hasColour = env['NO_COLOR'] ? false : env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : people.isTTY === true;
  return {
    isJson,
    isInteractive: people.isTTY === true && env['TERM'] !== 'dumb',
    columns: people.columns ?? plainColumns,
    // The stream was asked above; styleText's own check would look at stdout whatever is written to.
    paint: (style, text) => (hasColour ? styleText(style, text, { validateStream: false }) : text),
    say: (line = '') => void people.write(`${redact(line)}\n`),
    draw: (text) => void people.write(text),
    complain: (line) => void streams.stderr.write(`${redact(line)}\n`),
    answer: (document, text) => void streams.stdout.write(`${isJson ? redactJson(inJson(document)) : redact(text)}\n`),
    handOver: (document, text) => void streams.stdout.write(`${isJson ? inJson(document) : text}\n`),
  };
}

function inJson(document: unknown): string {
  return JSON.stringify(document, null, 2);
}
