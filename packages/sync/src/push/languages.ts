import type { OdooClient, OdooContext } from '@branch-sync/odoo';
import { z } from 'zod';

/** The languages that names are read and written in: those of our users on the two sides; null: Odoo's own, English. */
export interface Languages {
  readonly central: string | null;
  readonly branch: string | null;
}

const answer = z.object({ lang: z.union([z.string(), z.literal(false)]) });

/** The language of the client's user (`res.users.context_get`). Throws `OdooError`. */
export async function languageOf(client: OdooClient, signal: AbortSignal): Promise<string | null> {
  const { lang } = answer.parse(await client.call('res.users', 'context_get', { signal }));
  return lang === false ? null : lang;
}

/** Has Odoo read and write translated fields in this language. */
export function inLanguage(language: string | null): OdooContext {
  return language === null ? {} : { lang: language };
}
