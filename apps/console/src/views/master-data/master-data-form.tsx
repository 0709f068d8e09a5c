import type { Branch, MasterDataInput } from '@branch-sync/contract';
import { fieldErrors, useAct } from '../../api/act.ts';
import { changeBranch } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { useEdits } from '../../ui/edits.ts';
import { errorsOf } from '../../ui/errors-of.ts';
import { Form, SaveBar } from '../../ui/form.tsx';
import { Card } from '../../ui/page.tsx';
import { Unsaved } from '../../ui/unsaved.tsx';
import { CarryFields } from './carry-fields.tsx';
import classes from './master-data.module.css';
import { ModelField } from './model-field.tsx';
import { pushModels, withModel } from './model-fields.ts';

/** What of central's master data a branch takes, to change. */
export function MasterDataForm({ branch }: { readonly branch: Branch }) {
  const isReadOnly = !useIdentity().may('admin');
  const { values, isChanged, set, clear } = useEdits<MasterDataInput>(branch.masterData);
  const save = useAct({
    run: () => changeBranch(branch.code, { masterData: values }),
    done: () => 'What the branch takes is saved. The next push follows it.',
    after: clear,
    isQuiet: true,
  });
  const errors = errorsOf(fieldErrors(save.error), 'masterData');
  return (
    <Card title="What it takes" note="Of central’s master data">
      <Form label="Master data" error={save.error} onSubmit={() => save.mutate(undefined)}>
        <div className={classes['parts']}>
          {pushModels.map((words) => {
            const index = values.models.findIndex(({ model }) => model === words.model);
            return (
              <ModelField
                key={words.model}
                words={words}
                selection={values.models[index] ?? null}
                errors={errorsOf(errors, `models.${index}`)}
                isReadOnly={isReadOnly}
                onChange={(selection) => set({ models: withModel(values.models, words.model, selection) })}
              />
            );
          })}
          <h3>How it is carried</h3>
          <CarryFields branch={branch} values={values} set={set} errors={errors} isReadOnly={isReadOnly} />
        </div>
        {isReadOnly ? null : <SaveBar isChanged={isChanged} isSaving={save.isPending} onReset={clear} />}
      </Form>
      <Unsaved is={isChanged} />
    </Card>
  );
}
