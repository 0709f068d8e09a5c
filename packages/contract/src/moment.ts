import { z } from 'zod';

/** A moment that is asked with: ISO 8601 with its offset, or `Z`. */
export const momentInputSchema = z.iso.datetime({ offset: true, error: 'must be a time like 2026-11-20T10:00:00Z' });

/** A moment in an answer: ISO 8601, UTC, milliseconds. */
export const momentSchema = z.iso.datetime();
