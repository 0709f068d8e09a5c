import type { MappingState, MappingSummary } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { countText } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Amounts } from '../../ui/money.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import { linkedCount, type ModelSummary, mappingStates } from './mapping-states.ts';

/** By model: how many records are mapped, which are not, and what waits for those. */
export function SummaryTable({ code, models }: { readonly code: string; readonly models: MappingSummary }) {
  return <Table label="Mappings by model" columns={columnsOf(code)} rows={models} keyOf={({ model }) => model} />;
}

function columnsOf(code: string): Column<ModelSummary>[] {
  const inState = (state: MappingState): Column<ModelSummary> => ({
    head: mappingStates[state].word,
    isNumber: true,
    cell: ({ model, counts }) => <InState code={code} model={model} state={state} records={counts[state] ?? 0} />,
  });
  return [
    {
      head: 'Model',
      isWide: true,
      cell: ({ model }) => (
        <Link to="/branches/$code/mappings" params={{ code }} search={{ model }}>
          {modelWords[model].many}
        </Link>
      ),
    },
    { head: 'Mapped', isNumber: true, cell: (summary) => countText(linkedCount(summary)) },
    inState('missing'),
    inState('stale'),
    inState('default'),
    inState('unneeded'),
    { head: 'Orders waiting', isNumber: true, cell: ({ waiting }) => (waiting.orders === 0 ? null : countText(waiting.orders)) },
    { head: 'Worth', isNumber: true, cell: ({ waiting }) => (waiting.orders === 0 ? null : <Amounts of={waiting.amounts} />) },
  ];
}

interface InStateProps extends Pick<ModelSummary, 'model'> {
  readonly code: string;
  readonly state: MappingState;
  readonly records: number;
}

/** A number of records that leads to them; nothing where there are none. */
function InState({ code, model, state, records }: InStateProps) {
  if (records === 0) return null;
  return (
    <Link to="/branches/$code/mappings" params={{ code }} search={{ model, state }}>
      {countText(records)}
      <span className="unseen">
        {' '}
        {modelWords[model].many}, {mappingStates[state].word.toLowerCase()}
      </span>
    </Link>
  );
}
