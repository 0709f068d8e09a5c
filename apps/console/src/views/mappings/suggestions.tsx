import { Radio, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Suggestion } from '../../api/mappings.ts';
import { ProblemError } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { Refused, Waiting } from '../../ui/answer.tsx';
import classes from './mappings.module.css';

interface Props {
  readonly of: UseQueryResult<readonly Suggestion[]>;
  /** Central's id of the chosen one. */
  readonly value: number | null;
  readonly onChange: (id: number) => void;
}

/** Below it a suggestion is a guess: it is shown to whoever asks for it. */
const guessBelow = 0.5;

/** What of central a record may be, with what speaks for it; weak guesses folded. */
export function Suggestions({ of: { data, isPending, error, refetch }, value, onChange }: Props) {
  if (isPending) return <Waiting label="Looking in central for what it may be" />;
  if (error instanceof ProblemError && error.problem.code === 'mapping.not_found')
    return <Text size="sm">Nothing is known of it yet but its id: search central for it.</Text>;
  if (data === undefined) return <Refused error={error} again={refetch} />;
  const likely = data.filter(({ score }) => score >= guessBelow);
  const guesses = data.filter(({ score }) => score < guessBelow);
  return (
    <Radio.Group
      label={likely.length > 0 ? 'It may be' : 'Nothing in central is much like it'}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(Number(id))}
    >
      <Choices of={likely} />
      {guesses.length === 0 ? null : (
        <details className={classes['guesses']}>
          <summary>{countOf(guesses.length, 'weak guess', 'weak guesses')}</summary>
          <Choices of={guesses} />
        </details>
      )}
    </Radio.Group>
  );
}

function Choices({ of: suggestions }: { readonly of: readonly Suggestion[] }) {
  return (
    <div className={classes['choices']}>
      {suggestions.map(({ centralId, centralName, why }) => (
        <Radio key={centralId} value={String(centralId)} label={centralName} description={`${why} · #${centralId}`} />
      ))}
    </div>
  );
}
