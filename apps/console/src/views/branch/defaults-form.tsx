import type { Branch } from '@branch-sync/contract';
import { fieldErrors, useAct } from '../../api/act.ts';
import { changeBranch } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { useEdits } from '../../ui/edits.ts';
import { Form, SaveBar } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { DefaultsFields, type DefaultsValues } from '../defaults/defaults-fields.tsx';

/** What of central a branch's orders are written with, to change. */
export function DefaultsForm({ branch }: { readonly branch: Branch }) {
  const isReadOnly = !useIdentity().may('admin');
  const { values, changes, isChanged, set, clear } = useEdits(defaultsOf(branch));
  const save = useAct({
    // The customer cannot be emptied once it is chosen.
    run: () => changeBranch(branch.code, { ...changes, defaultCustomerId: values.defaultCustomerId ?? undefined }),
    done: () => 'The defaults are saved. Orders that come in from now on have them.',
    after: clear,
    isQuiet: true,
  });
  return (
    <Card title="Defaults" note="What of central Sales Orders are written with where the till does not say">
      <Form label="Defaults" error={save.error} onSubmit={() => save.mutate(undefined)}>
        <DefaultsFields values={values} set={set} errors={fieldErrors(save.error)} isReadOnly={isReadOnly} />
        {isReadOnly ? null : <SaveBar isChanged={isChanged} isSaving={save.isPending} onReset={clear} />}
      </Form>
      <Unsaved is={isChanged} />
    </Card>
  );
}

function defaultsOf(branch: Branch): DefaultsValues {
  const { defaultCustomerId, defaultSalespersonId, warehouseId, pricelistId, companyId } = branch;
  const { customerRule, totalRule, adjustProductId, adjustLimit } = branch;
  return {
    ...{ defaultCustomerId, defaultSalespersonId, warehouseId, pricelistId, companyId },
    ...{ customerRule, totalRule, adjustProductId, adjustLimit },
  };
}
