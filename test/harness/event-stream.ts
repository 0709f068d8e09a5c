import { onTestFinished } from 'vitest';
import { until } from './until.ts';

/** One event as a browser's EventSource would dispatch it. */
export interface SentEvent {
  readonly event: string;
  readonly id: string | null;
  readonly data: unknown;
}

/** A stream of server-sent events, read as it comes. */
export interface EventStream {
  readonly headers: Headers;
  readonly events: readonly SentEvent[];
  readonly comments: readonly string[];
  /** The time to connect again that the server asked for. Milliseconds. */
  retryMs(): number | null;
  /** Waits until an event is there that is as wanted. */
  until(what: string, isWanted: (event: SentEvent) => boolean): Promise<SentEvent>;
  /** How it ended: by the server, in order; or because the connection broke, or was left. */
  readonly ended: Promise<'in order' | 'broken'>;
  leave(): void;
}

/** Opens a stream; it is left with the test at the latest. Throws for an answer that is none. */
export async function anEventStream(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const answer = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: abort.signal });
  if (!answer.ok || answer.body === null) throw new Error(`${answer.status}: ${await answer.text()}`);
  const read = new StreamText();
  return {
    headers: answer.headers,
    events: read.events,
    comments: read.comments,
    retryMs: () => read.retryMs,
    until: (what, isWanted) => until(what, async () => read.events.find(isWanted)),
    ended: readAll(answer.body, read),
    leave: () => abort.abort(),
  };
}

async function readAll(body: ReadableStream<Uint8Array>, read: StreamText): Promise<'in order' | 'broken'> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'in order';
      read.take(decoder.decode(value, { stream: true }));
    }
  } catch {
    return 'broken';
  }
}

/** Reads the format, as much of it as there is: https://html.spec.whatwg.org/multipage/server-sent-events.html */
class StreamText {
  readonly events: SentEvent[] = [];
  readonly comments: string[] = [];
  retryMs: number | null = null;
  private rest = '';

  take(text: string): void {
    const blocks = `${this.rest}${text}`.split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) this.takeBlock(block.split('\n'));
  }

  private takeBlock(lines: readonly string[]): void {
    const fields = new Map<string, string>();
    for (const line of lines) {
      const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
      if (name === '') this.comments.push(value);
      else fields.set(name, value);
    }
    const retry = fields.get('retry');
    if (retry !== undefined) this.retryMs = Number(retry);
    const data = fields.get('data');
    if (data === undefined) return;
    this.events.push({ event: fields.get('event') ?? 'message', id: fields.get('id') ?? null, data: JSON.parse(data) });
  }
}
