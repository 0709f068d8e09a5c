import type { MappedModel, MappingState } from '@branch-sync/contract';
import { getRouteApi } from '@tanstack/react-router';
import { given, isNarrowed } from '../../app/search.ts';
import { modelWords } from '../../format/words.ts';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { Filters } from '../../ui/filters.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { mappingStates } from './mapping-states.ts';

const route = getRouteApi('/branches/$code/mappings');

const models = Object.entries(modelWords).map(([model, { many }]) => ({ value: model as MappedModel, label: many }));
const states = optionsOf<MappingState>(mappingStates);

/** What narrows the list of mappings; it stands in the address. */
export function MappingFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  return (
    <Filters onClear={isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined}>
      <SearchField label="Name, barcode, reference or id" value={search.q} onChange={(q) => set({ q })} />
      <Choice label="Model" any="Any model" value={search.model} options={models} onChange={(model) => set({ model })} />
      <Choice label="State" any="Any state" value={search.state} options={states} onChange={(state) => set({ state })} />
    </Filters>
  );
}
