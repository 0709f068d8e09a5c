import { describe, expect, it } from 'vitest';
import { pagesOf, toPage } from './page.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];

/** A list read two at a time, as a query would. */
async function* read(list: readonly string[]) {
  yield* pagesOf(async (after: string | null) => {
    const rest = list.filter((letter) => after === null || letter > after);
    return toPage(rest.slice(0, 3), 2, (letter) => letter);
  });
}

describe('pagesOf', () => {
  it.each([
    [letters, [['a', 'b'], ['c', 'd'], ['e']]],
    [
      letters.slice(0, 4),
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [[], [[]]],
  ])('reads %j to its end, and no further', async (list, pages) => {
    const found: (readonly string[])[] = [];
    for await (const page of read(list)) found.push(page);
    expect(found).toEqual(pages);
  });
});
