import { z } from 'zod';

/** Control characters and halves of surrogate pairs: neither Postgres nor XML can hold them. */
const unstorable = /[\p{Cc}\p{Cs}]/u;

/** One line of text, not empty, of at most `max` characters. */
export const lineOfText = (max: number) =>
  z
    .string()
    .min(1, { error: 'must not be empty' })
    .max(max, { error: `must have ${max} characters or fewer` })
    .refine((text) => !unstorable.test(text), { error: 'must not hold control characters' });
