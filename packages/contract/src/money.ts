import { z } from 'zod';

/** An amount as a decimal string (`-12.50`), so that no reader rounds it through a double. */
export const moneySchema = z.string().regex(/^-?\d+(\.\d+)?$/);

/** A positive amount as people type it, e.g. `0.05`: six decimals at most. */
export const positiveMoneySchema = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,6})?$/, { error: 'must be an amount as text, e.g. "0.05"' })
  .refine((text) => Number(text) > 0, { error: 'must be more than 0' });

/** An amount to look for, as people type it: `-12.5`, `12.50`. */
export const moneyInputSchema = z.string().regex(/^-?\d{1,12}(\.\d{1,6})?$/, { error: 'must be an amount, e.g. 12.50' });
