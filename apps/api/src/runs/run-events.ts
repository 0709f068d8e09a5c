import type { RunEnd, RunLine } from '@branch-sync/contract';
import { eventText, heartbeat, retryText } from '../streams/event-stream.ts';
import type { RunView, RunWatch } from './run-watch.ts';

/** After so long a client whose connection is lost connects again. */
const retryMs = 2_000;

/**
 * What a watcher of a run is sent (packages/contract/src/run-events.ts): how it stands, what it tells, and its end. It waits for its reader: what happens
 * while he reads slowly is told as it is when he is through.
 */
export async function* runEvents(watch: RunWatch, first: RunView, signal: AbortSignal): AsyncGenerator<string> {
  yield `${retryText(retryMs)}${runText(first)}${linesText(first.lines)}`;
  let seen = first;
  while (!seen.isEnd) {
    const next = await watch.next(seen, signal);
    if (next === 'ended') return;
    if (next === 'quiet') {
      yield heartbeat;
      continue;
    }
    const text = `${linesText(next.lines)}${next.run === seen.run ? '' : runText(next)}`;
    if (text !== '') yield text;
    seen = next;
  }
  const end: RunEnd = { status: seen.status };
  yield eventText('end', JSON.stringify(end));
}

function runText({ run }: RunView): string {
  return eventText('run', run);
}

function linesText(lines: readonly RunLine[]): string {
  return lines.map((line) => eventText('line', JSON.stringify(line), line.id)).join('');
}
