import type { ApiKey, Role } from '@branch-sync/contract';
import { MultiSelect, Select, TextInput } from '@mantine/core';
import { keyActs, roleWords } from '../../format/words.ts';
import { BranchesPicker } from '../../ui/branches-picker.tsx';
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
      <BranchesPicker value={values.branches} error={errors['branches']} onChange={(branches) => set({ branches })} />
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
