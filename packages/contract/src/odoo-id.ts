import { z } from 'zod';

const largest = 2 ** 31 - 1;

/** The id of an Odoo record: Postgres's `integer`, above zero. */
export const odooIdSchema = z
  .int({
    error: ({ input }) => (input === undefined ? undefined : 'must be the id of an Odoo record: a whole number above zero'),
  })
  .min(1, { error: 'must be above zero' })
  .max(largest, { error: `must be at most ${largest}` });
