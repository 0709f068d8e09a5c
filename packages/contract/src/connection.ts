import { z } from 'zod';
import { circuitSchema } from './circuit.ts';
import { momentSchema } from './moment.ts';
import { lineOfText } from './text.ts';

const form = 'must be like https://odoo.example: http or https, host and port only';

/** Where an Odoo is: its origin. A user, path, query or hash in it would be kept, sent along or lost; they are refused. */
const originSchema = z
  .string()
  .max(2_000)
  .transform((text, issues) => {
    const url = URL.canParse(text) ? new URL(text) : null;
    const isOrigin = url !== null && /^https?:$/.test(url.protocol) && /^https?:\/\/[^/?#@\\\s]+\/?$/i.test(text);
    if (isOrigin) return url.origin;
    issues.addIssue({ code: 'custom', message: form });
    return z.NEVER;
  });

export const transportSchema = z.enum(['auto', 'xmlrpc', 'json2']);

/** The password or API key of the service user. It is kept encrypted and given back by no call. */
export const secretSchema = lineOfText(1_000);

/** Certificates in PEM, one after another, that are trusted beside the machine's own: of an authority of one's own, or of that server itself. */
export const tlsCaSchema = z.string().max(100_000, { error: 'must have 100,000 characters or fewer' });

/** How the other side has to prove who it is. */
const tlsInputFields = {
  /** Null: only who is trusted by the machine that runs branch-sync. */
  tlsCa: tlsCaSchema.nullable().default(null),
  /** False: whoever answers is believed, and gets the secret. */
  tlsVerify: z.boolean().default(true),
};

/** The fields of a connection to one Odoo database, without its secret. */
export const connectionInputFields = {
  url: originSchema,
  database: lineOfText(200),
  login: lineOfText(200),
  ...tlsInputFields,
};

/** What the last contact taught. */
const contactSchema = z.object({
  /** Odoo's `server_version`. */
  version: z.string(),
  transport: z.enum(['xmlrpc', 'json2']),
  at: momentSchema,
});

/** A connection in an answer: that there is a secret, never which. */
export const connectionFields = {
  url: z.string(),
  database: z.string(),
  login: z.string(),
  transport: transportSchema,
  secretSet: z.boolean(),
  /** Certificates in PEM that are trusted beside the machine's own; null: none. */
  tlsCa: z.string().nullable(),
  /** False: whoever answers is believed, and gets the secret. To be shown wherever the connection is. */
  tlsVerify: z.boolean(),
  lastContact: contactSchema.nullable(),
  circuit: circuitSchema,
};
