import type { Mapping } from '@branch-sync/contract';
import type { Column } from '../../ui/table.tsx';
import type { GoodSuggestion } from '../mappings/good-suggestions.ts';
import classes from './new-branch.module.css';

/** What of central a record almost surely is. */
export function suggestionColumn(good: readonly GoodSuggestion[], isLooking: boolean): Column<Mapping> {
  return {
    head: 'Suggestion',
    cell({ remoteId, centralId }) {
      if (centralId !== null) return null;
      const found = good.find((one) => one.remoteId === remoteId);
      if (found === undefined) return isLooking ? 'Looking in central' : 'None that is good enough';
      return (
        <span className={classes['suggestion']}>
          {found.suggestion.centralName} <small>{found.suggestion.why}</small>
        </span>
      );
    },
  };
}
