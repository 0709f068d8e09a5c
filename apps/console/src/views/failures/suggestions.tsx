import { Radio } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { countOf } from '../../format/money.ts';
import { Refused, Waiting } from '../../ui/answer.tsx';
import classes from './cure.module.css';

/** What of central a branch's record may be. */
export interface Suggestion {
  readonly centralId: number;
  readonly centralName: string;
  /** From 0 to 1. */
  readonly score: number;
  readonly why: string;
}

interface Props {
  readonly of: UseQueryResult<readonly Suggestion[]>;
  /** Central's id of the chosen one. */
  readonly value: number | null;
  readonly onChange: (id: number) => void;
}

/** Below it a suggestion is a guess: it is shown to whoever asks for it. */
const guessBelow = 0.5;

/** What it may be, with what speaks for it; weak guesses folded. */
export function Suggestions({ of: { data, isPending, error, refetch }, value, onChange }: Props) {
  if (isPending) return <Waiting label="Looking in central for what it may be" />;
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
    <div className={classes['suggestions']}>
      {suggestions.map(({ centralId, centralName, why }) => (
        <Radio key={centralId} value={String(centralId)} label={centralName} description={`${why} · #${centralId}`} />
      ))}
    </div>
  );
}
