import type { ApiKey, Role } from '@branch-sync/contract';
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../../api/overview.ts';
import { keyActs, roleWords } from '../../format/words.ts';
import { optionsOf } from '../../ui/choice.tsx';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';

/** A key as its form holds it; nothing chosen is no limit. */
export interface KeyValues {
  readonly name: string;
  readonly role: Role;
  readonly acts: readonly NonNullable<ApiKey['acts']>[number][];
  /** Codes. */
  readonly branches: readonly string[];
  /** The last day on which it holds, of the viewer's calendar. */
  readonly lastDay: string;
}

/** What a key is called, what it may, for which branches and until when. */
export function KeyFields({ values, set, errors }: FieldsOf<KeyValues>) {
  const { data: branches = [] } = useQuery({ ...overviewQuery, select: (overview) => overview.branches });
  const acts = optionsOf(keyActs);
  return (
    <Fields>
      <TextInput
        data-autofocus
        label="Name"
        description="What calls with it: it stands in the audit log"
        autoComplete="off"
        required
        maxLength={100}
        value={values.name}
        error={errors['name']}
        onChange={({ currentTarget }) => set({ name: currentTarget.value })}
      />
      <Select
        label="Role"
        description={roleWords[values.role].may}
        data={optionsOf(roleWords)}
        allowDeselect={false}
        value={values.role}
        error={errors['role']}
        onChange={(role) => {
          if (role !== null) set({ role });
        }}
      />
      <MultiSelect
        label="For"
        description="Of what its role may, these acts alone"
        placeholder={values.acts.length === 0 ? 'All that its role may' : ''}
        data={acts}
        clearable
        value={[...values.acts]}
        error={errors['acts']}
        onChange={(chosen) => set({ acts: acts.flatMap(({ value }) => (chosen.includes(value) ? [value] : [])) })}
      />
      <MultiSelect
        label="Branches"
        description="Those alone, or all, those to come as well"
        placeholder={values.branches.length === 0 ? 'All branches' : ''}
        data={branches.map(({ code, name }) => ({ value: code, label: `${code} · ${name}` }))}
        searchable
        clearable
        limit={100}
        nothingFoundMessage="No branch of this name"
        value={[...values.branches]}
        error={errors['branches']}
        onChange={(chosen) => set({ branches: chosen })}
      />
      <TextInput
        type="date"
        label="Last day"
        description="On which it holds; empty: it does not expire"
        value={values.lastDay}
        error={errors['expiresAt']}
        onChange={({ currentTarget }) => set({ lastDay: currentTarget.value })}
      />
    </Fields>
  );
}
