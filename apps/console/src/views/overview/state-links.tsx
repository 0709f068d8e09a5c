import type { BranchState, Overview } from '@branch-sync/contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { given } from '../../app/search.ts';
import { countText } from '../../format/money.ts';
import { branchStates } from '../../format/words.ts';
import { State } from '../../ui/state.tsx';
import classes from './totals.module.css';

const route = getRouteApi('/');

interface Props {
  readonly states: Overview['totals']['states'];
  readonly count: number;
}

/** The states that branches are in, each a filter of the list below. */
export function StateLinks({ states, count }: Props) {
  const { q, state: chosen } = route.useSearch();
  const entries = Object.entries(branchStates) as [BranchState, (typeof branchStates)[BranchState]][];
  const shown = entries.filter(([state]) => states[state] > 0 || state === chosen);
  return (
    <ul className={classes['states']}>
      <li>
        <FilterLink q={q} state={undefined} isChosen={chosen === undefined}>
          <b>All</b> {countText(count)}
        </FilterLink>
      </li>
      {shown.map(([state, words]) => (
        <li key={state}>
          <FilterLink q={q} state={state} isChosen={state === chosen}>
            <State of={words} /> {countText(states[state])}
          </FilterLink>
        </li>
      ))}
    </ul>
  );
}

interface FilterLinkProps {
  readonly q: string | undefined;
  readonly state: BranchState | undefined;
  readonly isChosen: boolean;
  readonly children: ReactNode;
}

function FilterLink({ q, state, isChosen, children }: FilterLinkProps) {
  return (
    <Link
      to="/"
      search={given({ q, state })}
      className={classes['stateLink']}
      data-chosen={isChosen}
      resetScroll={false}
      activeProps={{ 'aria-current': 'true' }}
    >
      {children}
    </Link>
  );
}
