import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ProblemError } from '../problems/problem-error.ts';
import { byId, encodeCursor, pageAnswer, pageAsk } from './cursor.ts';

const anyText = { schema: z.string() };

describe('a cursor', () => {
  test.prop([fc.string({ unit: 'grapheme' })])('brings back the key that it was made of, and fits into a URL', (key) => {
    const cursor = encodeCursor(key);
    expect(cursor).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(pageAsk({ cursor, limit: 5 }, anyText)).toEqual({ after: key, limit: 5 });
  });

  test.prop([fc.string()])('of somebody’s own making is refused, never misread', (cursor) => {
    expect(() => pageAsk({ cursor, limit: 5 }, byId)).toThrow(ProblemError);
  });

  it('left out asks for the beginning', () => {
    expect(pageAsk({ limit: 5 }, byId)).toEqual({ after: null, limit: 5 });
  });

  it('is not given on the last page', () => {
    expect(pageAnswer({ rows: [1, 2], next: null }, (row) => row * 2)).toEqual({ items: [2, 4], nextCursor: null });
  });
});
