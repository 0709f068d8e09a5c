import { type Run, type RunLine, runEndSchema, runLineSchema, runSchema } from '@branch-sync/contract';
import { type EventSourceMessage, EventSourceParserStream } from 'eventsource-parser/stream';
import { CommandError } from '../command-line/command-error.ts';
import { type ApiClient, ApiProblemError } from '../stack/api-client.ts';
import { pause } from '../stack/until-ready.ts';

const openAgainAfterMs = 1_000;
/** So many times in a row nothing comes of a stream before it is given up. */
const patience = 30;

/**
 * Follows a run by its events until it is over, and gives it as it then is. A stream that breaks off is opened again after the last line that came.
 * Throws `CommandError` where the API stays away.
 */
export async function followRun(
  api: ApiClient,
  runId: string,
  onLine: (line: RunLine) => void,
  signal: AbortSignal,
): Promise<Run> {
  let lastId: string | null = null;
  for (let failed = 0; failed < patience; failed += 1) {
    if (failed > 0) await pause(openAgainAfterMs, signal);
    try {
      for await (const event of eventsOf(api, runId, lastId)) {
        failed = 0;
        if (event.event === 'end') {
          runEndSchema.parse(JSON.parse(event.data));
          return await api.get(`/runs/${runId}`, runSchema);
        }
        if (event.event !== 'line') continue;
        lastId = event.id ?? lastId;
        onLine(runLineSchema.parse(JSON.parse(event.data)));
      }
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ApiProblemError && error.status < 500) throw error;
    }
  }
  throw new CommandError(`The API does not answer any more.\nThe run goes on without us: look for it by its id, ${runId}.`);
}

async function* eventsOf(api: ApiClient, runId: string, lastId: string | null): AsyncIterable<EventSourceMessage> {
  const stream = await api.open(`/runs/${runId}/events`, lastId);
  yield* stream.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
}
