import { z } from 'zod';

/** The parameters of a route that names one thing by our own id (a UUIDv7). */
export const idParamsSchema = z.strictObject({ id: z.uuid({ error: 'must be a UUID' }) });
