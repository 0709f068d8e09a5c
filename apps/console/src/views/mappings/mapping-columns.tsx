import type { Mapping } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Amounts } from '../../ui/money.tsx';
import { State } from '../../ui/state.tsx';
import type { Column } from '../../ui/table.tsx';
import { mappingStates } from './mapping-states.ts';
import classes from './mappings.module.css';

/** What a list of mappings tells of each; `onMap` null: whoever looks may not map. */
export function mappingColumns(onMap: ((mapping: Mapping) => void) | null): readonly Column<Mapping>[] {
  const acts: Column<Mapping> = {
    head: 'Act',
    isHeadUnseen: true,
    cell: (mapping) => <MapButton mapping={mapping} onMap={onMap ?? (() => undefined)} />,
  };
  return onMap === null ? columns : [...columns, acts];
}

const columns: readonly Column<Mapping>[] = [
  { head: 'Branch’s record', cell: ({ remoteName, remoteId }) => <Named name={remoteName} id={remoteId} /> },
  { head: 'Model', cell: ({ model }) => <span className={classes['model']}>{modelWords[model].one}</span> },
  { head: 'State', cell: ({ state }) => <State of={mappingStates[state]} /> },
  { head: 'In central', cell: (mapping) => <InCentral mapping={mapping} /> },
  { head: 'Waiting', isNumber: true, cell: ({ waiting }) => <Waiting of={waiting} /> },
];

function Named({ name, id }: { readonly name: string | null; readonly id: number }) {
  return (
    <span className={classes['named']}>
      {name ?? 'Not named yet'} <small>#{id}</small>
    </span>
  );
}

function InCentral({ mapping: { centralId, centralName, centralState } }: { readonly mapping: Mapping }) {
  if (centralId === null) return null;
  return (
    <span className={classes['named']}>
      {centralName ?? 'Not looked at yet'} <small>#{centralId}</small>
      {centralState === 'archived' || centralState === 'deleted' ? <em> {centralState} there</em> : null}
    </span>
  );
}

function Waiting({ of: { orders, amounts } }: { readonly of: Mapping['waiting'] }) {
  if (orders === 0) return null;
  return (
    <span className={classes['waiting']}>
      {countOf(orders, 'order')}
      <small>
        <Amounts of={amounts} />
      </small>
    </span>
  );
}

function MapButton({ mapping, onMap }: { readonly mapping: Mapping; readonly onMap: (mapping: Mapping) => void }) {
  return (
    <Button size="xs" variant={mapping.state === 'missing' ? 'light' : 'default'} onClick={() => onMap(mapping)}>
      {mapping.centralId === null ? 'Map' : 'Change'}
      <span className="unseen"> {mapping.remoteName ?? `record ${mapping.remoteId}`}</span>
    </Button>
  );
}
