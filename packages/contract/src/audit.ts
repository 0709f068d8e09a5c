import { z } from 'zod';
import { branchCodeSchema } from './branch.ts';
import { momentInputSchema, momentSchema } from './moment.ts';
import { pageOf, pageQueryFields } from './paging.ts';
import { lineOfText } from './text.ts';

const filterFields = {
  /** Who did it: `key:NAME`, `person:LOGIN`, `schedule`, `environment` or `cli`. */
  actor: lineOfText(300).optional(),
  /** One action (`branch.update`), or with a dot at its end all that begin with it (`branch.`). */
  action: z
    .string()
    .max(100)
    .regex(/^[a-z_-]+(\.[a-z_-]+)*\.?$/, { error: 'must be an action like branch.update, or its beginning like branch.' })
    .optional(),
  /** What it was about one branch; archived branches count. */
  branch: branchCodeSchema.optional(),
  /** What it was done to: `branch:B1`, `run:ID`. */
  subject: lineOfText(300).optional(),
  /** At or after. */
  from: momentInputSchema.optional(),
  /** Before. */
  until: momentInputSchema.optional(),
  /** As the answer's `x-request-id` and the log have it. */
  requestId: lineOfText(64).optional(),
};

const isForwards = ({ from, until }: { readonly from?: string | undefined; readonly until?: string | undefined }) =>
  from === undefined || until === undefined || Date.parse(from) <= Date.parse(until);
const notBeforeFrom = { path: ['until'], error: 'must not be before from' };

export const auditQuerySchema = z.strictObject({ ...filterFields, ...pageQueryFields }).refine(isForwards, notBeforeFrom);
export const auditCsvQuerySchema = z.strictObject(filterFields).refine(isForwards, notBeforeFrom);

export const auditEntrySchema = z
  .object({
    id: z.uuid(),
    at: momentSchema,
    actor: z.string(),
    /** The key's or the person's; null for the others. */
    actorId: z.uuid().nullable(),
    action: z.string(),
    subject: z.string(),
    /** Null where it was about no branch, or about several. */
    branchCode: z.string().nullable(),
    /** Where the request came from; null outside of HTTP. */
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    /** What was asked, and how many things it was about. */
    detail: z.record(z.string(), z.unknown()),
    /**
     * Values before and after, null where there was none. A secret is `set` before, and `changed` after. At most 100 of them: of more the first, and
     * `changesInAll` in `detail`.
     */
    changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
  })
  .meta({ id: 'AuditEntry' });

export const auditPageSchema = pageOf(auditEntrySchema);

export type AuditQuery = z.infer<typeof auditQuerySchema>;
export type AuditEntry = z.infer<typeof auditEntrySchema>;
