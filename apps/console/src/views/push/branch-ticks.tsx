import type { Branch } from '@branch-sync/contract';
import { Button, Center, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { overviewQuery } from '../../api/overview.ts';
import { countText } from '../../format/money.ts';
import { branchStates, modelWords } from '../../format/words.ts';
import { Empty } from '../../ui/answer.tsx';
import { State } from '../../ui/state.tsx';
import { Table } from '../../ui/table.tsx';
import classes from './push.module.css';

interface Props {
  readonly found: readonly Branch[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (codes: readonly string[]) => void;
}

const atFirst = 100;

/** Branches to tick, with how they stand and what they take. */
export function BranchTicks({ found, ticked, onTick }: Props) {
  const [length, setLength] = useState(atFirst);
  const { data: overview } = useQuery(overviewQuery);
  const states = new Map(overview?.branches.map(({ code, state }) => [code, state]));
  const shown = found.slice(0, length);
  if (found.length === 0) return <Empty>No branch has this code or name.</Empty>;
  const toggle = (code: string, isTicked: boolean) =>
    onTick(isTicked ? [...ticked, code] : [...ticked].filter((other) => other !== code));
  return (
    <div className={classes['list']}>
      <Table
        label="Branches"
        rows={shown}
        keyOf={({ code }) => code}
        isMarked={({ code }) => ticked.has(code)}
        columns={[
          {
            head: 'Branch',
            isWide: true,
            cell: ({ code, name }) => (
              <Checkbox
                label={name}
                description={code}
                checked={ticked.has(code)}
                onChange={({ currentTarget }) => toggle(code, currentTarget.checked)}
              />
            ),
          },
          {
            head: 'State',
            cell: ({ code }) => {
              const state = states.get(code);
              return state === undefined ? '–' : <State of={branchStates[state]} />;
            },
          },
          { head: 'Takes', cell: (branch) => takenText(branch) },
        ]}
      />
      {shown.length < found.length ? (
        <Center p="md">
          <Button variant="default" onClick={() => setLength(length + atFirst)}>
            Show more ({countText(shown.length)} of {countText(found.length)} are shown)
          </Button>
        </Center>
      ) : null}
    </div>
  );
}

function takenText({ masterData }: Branch): string {
  const models = masterData.models.map(({ model }) => modelWords[model].many.toLowerCase());
  return models.length === 0 ? 'Nothing, unless it is named' : models.join(', ');
}
