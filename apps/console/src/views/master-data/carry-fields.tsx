import type { Branch, MasterDataInput } from '@branch-sync/contract';
import { branchPath } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import type { FieldsOf } from '../../ui/fields-of.ts';
import { Fields } from '../../ui/form.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { RecordsPicker } from '../../ui/records-picker.tsx';
import { RuleField } from '../../ui/rule-field.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';

const conflictRules = [
  { value: 'central_wins', label: 'Central wins', tell: 'What the branch changed is changed back.' },
  { value: 'branch_wins', label: 'The branch wins', tell: 'What the branch changed stays as it is.' },
  { value: 'ask', label: 'Ask', tell: 'It is left, and stands under the failures until somebody decides.' },
] as const;

const deletedRules = [
  { value: 'make_again', label: 'Make it again', tell: 'The next push brings it back.' },
  { value: 'leave', label: 'Leave it deleted', tell: 'It is not pushed any more.' },
] as const;

interface Props extends FieldsOf<MasterDataInput> {
  readonly branch: Branch;
}

/** How what a branch takes is carried: who wins, what goes with it, whose price it has. */
export function CarryFields({ branch, values, set, errors, isReadOnly }: Props) {
  const { may } = useIdentity();
  return (
    <Fields>
      <RuleField
        label="Where the branch has changed what was pushed"
        value={values.conflicts}
        options={conflictRules}
        error={errors['conflicts']}
        isReadOnly={isReadOnly}
        onChange={(conflicts) => set({ conflicts })}
      />
      <RuleField
        label="What was deleted in the branch"
        value={values.deleted}
        options={deletedRules}
        error={errors['deleted']}
        isReadOnly={isReadOnly}
        onChange={(deleted) => set({ deleted })}
      />
      <div data-whole>
        <SwitchField
          label="Archive what central archives"
          description="Off: it stays on sale in the branch."
          isReadOnly={isReadOnly}
          checked={values.archive}
          onChange={(archive) => set({ archive })}
        />
      </div>
      <RecordPicker
        model="product.pricelist"
        label="Pricelist"
        description="Of central, that prices are taken from, for one piece"
        none="The products’ own prices"
        value={values.pricelistId}
        error={errors['pricelistId']}
        isReadOnly={isReadOnly}
        onChange={(pricelistId) => set({ pricelistId })}
      />
      <RecordsPicker
        path={branchPath(branch.code, '/branch-records')}
        model="pos.config"
        label="Tills"
        description="Of the branch, that pushed payment methods are joined to"
        none="No till"
        value={values.tillIds}
        error={errors['tillIds']}
        isReadOnly={isReadOnly}
        maySearch={may('operator')}
        onChange={(tillIds) => set({ tillIds })}
      />
    </Fields>
  );
}
