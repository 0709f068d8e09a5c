import { branchCodeSchema, type PreviewInput, type PushInput, previewInputSchema, pushInputSchema } from '@branch-sync/contract';
import type { z } from 'zod';
import { UsageError } from '../command-line/command-error.ts';

/** What a command line asks to be pushed, or looked into. */
export type PushAsk =
  | { readonly branch: string; readonly isPreview: true; readonly input: PreviewInput }
  | { readonly branch: string; readonly isPreview: false; readonly input: PushInput };

/** Models by the words that people use for them; Odoo's names do as well. */
const modelsByWord: Readonly<Record<string, string>> = {
  taxes: 'account.tax',
  products: 'product.product',
  customers: 'res.partner',
  'payment-methods': 'pos.payment.method',
};

/** The word that people use for a model. */
export function wordOfModel(model: string): string {
  return Object.entries(modelsByWord).find(([, name]) => name === model)?.[0] ?? model;
}

/** For help texts. */
export const modelWords = Object.keys(modelsByWord).join(', ');

/** Reads the options of `push`. Throws `UsageError` where they do not fit. */
export function readPushAsk(branchCode: string | undefined, options: Readonly<Record<string, unknown>>): PushAsk {
  const branch = parsed(branchCodeSchema, branchCode, 'The branch');
  const { changed, all, dryRun, models, ids, search, conflicts, confirm, queue } = options;
  if (changed === true && (all === true || ids !== undefined)) throw new UsageError('Give one of --changed, --all and --ids.');
  if (all === true && ids !== undefined) throw new UsageError('Give one of --changed, --all and --ids.');
  const names = models === undefined ? undefined : listOf(models).map((word) => modelsByWord[word] ?? word);
  const selection = {
    mode: ids !== undefined ? 'selected' : all === true ? 'all' : 'changed',
    ...(ids === undefined
      ? { models: names, search: search === undefined ? undefined : String(search) }
      : { ids: idsOf(ids, names) }),
    conflicts: typeof conflicts === 'string' ? conflicts.replaceAll('-', '_') : conflicts,
  };
  if (dryRun === true) {
    if (confirm !== undefined) throw new UsageError('--confirm writes: leave --dry-run out.');
    return { branch, isPreview: true, input: parsed(previewInputSchema, selection, 'The push') };
  }
  const when = queue === true ? 'queue' : 'now';
  if (confirm === undefined)
    return { branch, isPreview: false, input: parsed(pushInputSchema, { ...selection, when }, 'The push') };
  const others = { models, ids, search, conflicts };
  for (const [name, value] of Object.entries(others)) {
    if (value !== undefined) throw new UsageError(`--${name} cannot be given with --confirm: the preview says it.`);
  }
  return { branch, isPreview: false, input: parsed(pushInputSchema, { previewId: String(confirm), when }, 'The push') };
}

/** Central's ids of the one model that is named. */
function idsOf(ids: unknown, names: readonly string[] | undefined): Record<string, number[]> {
  const [model, second] = names ?? [];
  if (model === undefined || second !== undefined) throw new UsageError('--ids are those of one model: name it with --models.');
  return { [model]: listOf(ids).map(Number) };
}

function listOf(value: unknown): string[] {
  return String(value)
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '');
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const answer = schema.safeParse(value);
  if (answer.success) return answer.data;
  const problems = answer.error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.join('.')}: ${message}`,
  );
  throw new UsageError(`${what} is not understood:\n${problems.join('\n')}`);
}
