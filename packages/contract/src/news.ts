import { z } from 'zod';

/** What can be new: a part of what the interface tells. */
export const newsTopicSchema = z.enum([
  'branches',
  'runs',
  'orders',
  'failures',
  'reconciliation',
  'workers',
  'central',
  'alerts',
]);

/** The data of a `news` event: what has changed since the one before, and is to be asked for anew by whoever shows it. */
export const newsSchema = z.object({ topics: z.array(newsTopicSchema).min(1) }).meta({ id: 'News' });

/** How `GET /events` is to be read, for the documents. */
export const newsDescription = `A stream of server-sent events about everything that whoever asks may see:

- \`news\`: \`{ topics }\`, what has changed; ask for it anew. At most one a second

A comment every 15 seconds or so says that the stream is alive. A stream that ends is to be opened again, and all that is shown asked for anew.`;

export type NewsTopic = z.infer<typeof newsTopicSchema>;
export type News = z.infer<typeof newsSchema>;
