import { getRouteApi } from '@tanstack/react-router';
import { given, isNarrowed } from '../../app/search.ts';
import { centralStates, orderStatuses } from '../../format/words.ts';
import { BranchChoice } from '../../ui/branch-choice.tsx';
import { Choice, optionsOf } from '../../ui/choice.tsx';
import { DayRange } from '../../ui/day-range.tsx';
import { Filters } from '../../ui/filters.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { AmountField } from './amount-field.tsx';

const route = getRouteApi('/orders');

const flags = [
  { value: 'true', label: 'To be looked at' },
  { value: 'false', label: 'Nothing to look at' },
] as const;

/** What narrows the ledger; it stands in the address. */
export function OrderFilters() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const set = (change: { readonly [Name in keyof typeof search]?: (typeof search)[Name] | undefined }) =>
    void navigate({ search: given({ ...search, ...change }), replace: true });
  const customer = Number(search.customer);
  return (
    <Filters onClear={isNarrowed(search) ? () => void navigate({ search: {}, replace: true }) : undefined}>
      <SearchField label="POS reference, Sales Order or uuid" value={search.q} onChange={(q) => set({ q })} />
      <BranchChoice value={search.branch} onChange={(branch) => set({ branch })} />
      <RecordPicker
        model="res.partner"
        label="Customer"
        none="Any customer"
        isLabelUnseen
        value={Number.isInteger(customer) ? customer : null}
        onChange={(id) => set({ customer: id === null ? undefined : String(id) })}
      />
      <AmountField value={search.amount} onChange={(amount) => set({ amount })} />
      <Choice
        label="Status"
        any="Any status"
        value={search.status}
        options={optionsOf(orderStatuses)}
        onChange={(status) => set({ status })}
      />
      <Choice
        label="State in central"
        any="Any state in central"
        value={search.centralState}
        options={optionsOf(centralStates)}
        onChange={(centralState) => set({ centralState })}
      />
      <Choice
        label="To be looked at"
        any="Looked at or not"
        value={search.flagged}
        options={flags}
        onChange={(flagged) => set({ flagged })}
      />
      <DayRange label="Sold" from={search.from} to={search.to} onChange={set} />
    </Filters>
  );
}
