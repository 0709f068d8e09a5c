import { z } from 'zod';
import { eachOnce } from './each-once.ts';
import { odooIdSchema } from './odoo-id.ts';

/** Which of central's users sells for which cashier of the branch (res.users on both sides). */
export const salespersonSchema = z.strictObject({ remoteUserId: odooIdSchema, centralUserId: odooIdSchema });

/** The whole mapping of a branch: a list that is put takes the place of the one that was. */
export const salespeopleSchema = z
  .array(salespersonSchema)
  .max(5_000)
  .superRefine(eachOnce(({ remoteUserId }) => String(remoteUserId), 'remoteUserId'));

export type Salespeople = z.infer<typeof salespeopleSchema>;
