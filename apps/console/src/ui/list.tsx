import { Button, Center } from '@mantine/core';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Page } from '../api/ask.ts';
import { Answer } from './answer.tsx';

interface Props<Whole extends Page<unknown>> {
  readonly of: UseInfiniteQueryResult<InfiniteData<Whole>>;
  /** What stands where there is nothing: say what to do. */
  readonly empty: ReactNode;
  readonly children: (items: readonly Whole['items'][number][], first: Whole) => ReactNode;
}

/** A list of the API as far as it is loaded, with a button for more. */
export function List<Whole extends Page<unknown>>({ of, empty, children }: Props<Whole>) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = of;
  return (
    <Answer of={of} isEmpty={({ pages }) => pages.every(({ items }) => items.length === 0)} empty={empty}>
      {({ pages }) => {
        const [first] = pages;
        return (
          <>
            {first === undefined
              ? null
              : children(
                  pages.flatMap(({ items }) => items),
                  first,
                )}
            {hasNextPage ? (
              <Center p="md">
                <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  Show more
                </Button>
              </Center>
            ) : null}
          </>
        );
      }}
    </Answer>
  );
}
