import { z } from 'zod';
import { momentSchema } from './moment.ts';
import { runStatusSchema } from './run.ts';

/** The id of a line, as a client gives it back. Clients that have seen none may send an empty one. */
const lineIdSchema = z
  .string()
  .regex(/^\d{0,15}$/, { error: 'must be the id of a line' })
  .transform((id) => (id === '' ? undefined : Number(id)))
  .optional();

/** Browsers send it by themselves when they connect again. */
export const runEventsHeadersSchema = z.object({ 'last-event-id': lineIdSchema });

/** The same for clients that cannot set a header; the header is the newer one where both are sent. */
export const runEventsQuerySchema = z.strictObject({ lastEventId: lineIdSchema });

/** What a run told of itself: the data of a `line` event, whose id is the line's. */
export const runLineSchema = z.object({ id: z.int(), at: momentSchema, text: z.string() }).meta({ id: 'RunLine' });

/** The data of the last event, `end`: the run is over, and so is the stream. */
export const runEndSchema = z.object({ status: runStatusSchema }).meta({ id: 'RunEnd' });

/** How `GET /runs/:id/events` is to be read, for the documents. */
export const runEventsDescription = `A stream of server-sent events. At first the run as it is and its last 100 lines, then whatever changes:

- \`run\`: the run as it is now (Run)
- \`line\`: what it told, \`{ id, at, text }\`; the event's id is the line's, and a client that connects again with it goes on after it
- \`end\`: \`{ status }\`, the last one: the run is over. Close the EventSource then: it would connect again for the same end

A comment every 15 seconds or so says that the stream is alive. A stream that ends without \`end\` is to be opened again.`;

export type RunLine = z.infer<typeof runLineSchema>;
export type RunEnd = z.infer<typeof runEndSchema>;
