import { Button, Checkbox, Group } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { setMappings } from '../../api/mappings.ts';
import { countOf, countText } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Form } from '../../ui/form.tsx';
import type { GoodSuggestion } from './good-suggestions.ts';
import type { DoneMapping } from './mapping-outcome.tsx';
import classes from './mappings.module.css';

/** The API takes so many at once. */
const mostAtOnce = 1_000;

interface Props {
  readonly code: string;
  readonly good: readonly GoodSuggestion[];
  /** How many records are missing in all. */
  readonly missing: number;
  readonly onDone: (done: DoneMapping) => void;
  readonly onClose: () => void;
}

const keyOf = ({ model, remoteId }: GoodSuggestion) => `${model} ${remoteId}`;

/** The good suggestions, all chosen until somebody takes one out. */
export function AcceptForm({ code, good, missing, onDone, onClose }: Props) {
  const shown = good.slice(0, mostAtOnce);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [retry, setRetry] = useState(true);
  const chosen = shown.filter((one) => !refused.includes(keyOf(one)));
  const accept = useAct({
    async run(): Promise<DoneMapping> {
      const settings = chosen.map(({ model, remoteId, suggestion }) => ({ model, remoteId, centralId: suggestion.centralId }));
      return { settings, answer: await setMappings(code, settings, retry) };
    },
    after(done) {
      onDone(done);
      onClose();
    },
    isQuiet: true,
  });
  const toggle = (key: string, isChosen: boolean) =>
    setRefused(isChosen ? refused.filter((one) => one !== key) : [...refused, key]);
  return (
    <Form label="Good suggestions" error={accept.error} refused="Not mapped" onSubmit={() => accept.mutate(undefined)}>
      <ul className={classes['good']}>
        {shown.map((one) => (
          <li key={keyOf(one)}>
            <Checkbox
              label={`${one.remoteName ?? `#${one.remoteId}`} → ${one.suggestion.centralName}`}
              description={`${modelWords[one.model].one} · ${one.suggestion.why} · #${one.suggestion.centralId}`}
              checked={!refused.includes(keyOf(one))}
              onChange={({ currentTarget }) => toggle(keyOf(one), currentTarget.checked)}
            />
          </li>
        ))}
      </ul>
      <Checkbox
        label="Try again the orders that wait for them"
        checked={retry}
        onChange={({ currentTarget }) => setRetry(currentTarget.checked)}
      />
      <Group justify="flex-end" mt="lg">
        {good.length < missing ? (
          <span style={{ marginRight: 'auto' }}>{countText(missing - good.length)} more need a look of their own.</span>
        ) : null}
        <Button variant="default" onClick={onClose}>
          Leave it
        </Button>
        <Button type="submit" disabled={chosen.length === 0} loading={accept.isPending}>
          Map {countOf(chosen.length, 'record')}
        </Button>
      </Group>
    </Form>
  );
}
