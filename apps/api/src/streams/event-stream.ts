/** What an answer says that is a stream of server-sent events; proxies are asked to pass each one on at once. */
export const eventStreamHeaders = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

/** One event. `json` is JSON, and so one line. */
export function eventText(event: string, json: string, id?: number): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${json}\n\n`;
}

/** A comment: it says that the stream is alive, to proxies and to us. */
export const heartbeat = ': alive\n\n';

/** After how long a client whose connection is lost connects again. */
export function retryText(afterMs: number): string {
  return `retry: ${afterMs}\n\n`;
}
