import { z } from 'zod';

/** An amount as a decimal string (`-12.50`), so that no reader rounds it through a double. */
export const moneySchema = z.string().regex(/^-?\d+(\.\d+)?$/);
