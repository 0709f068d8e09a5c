import { MultiSelect } from '@mantine/core';
import { errorsOf } from '../../ui/errors-of.ts';
import { Fields } from '../../ui/form.tsx';
import { RecordsPicker } from '../../ui/records-picker.tsx';
import { SwitchField } from '../../ui/switch-field.tsx';
import { ConditionsField } from './conditions-field.tsx';
import classes from './master-data.module.css';
import { allOf, type FieldName, type ModelSelection, type PushModelWords } from './model-fields.ts';

interface Props {
  readonly words: PushModelWords;
  /** Null: the branch takes none of them. */
  readonly selection: ModelSelection | null;
  readonly onChange: (selection: ModelSelection | null) => void;
  readonly errors: Readonly<Record<string, string>>;
  readonly isReadOnly: boolean;
}

const central = '/api/central/records';

/** Whether a branch takes a model, and which of its records and fields. */
export function ModelField({ words, selection, onChange, errors, isReadOnly }: Props) {
  const { model, name, tell, fields, hasCategories, tags } = words;
  const set = (change: Partial<ModelSelection>) => onChange({ ...(selection ?? allOf(model)), ...change });
  const isChosen = (field: string): field is FieldName => fields.some(([known]) => known === field);
  return (
    <div className={classes['model']}>
      <SwitchField
        label={<b>{name}</b>}
        description={tell}
        isReadOnly={isReadOnly}
        checked={selection !== null}
        onChange={(isTaken) => onChange(isTaken ? allOf(model) : null)}
      />
      {selection === null ? null : (
        <fieldset className={classes['choice']} aria-label={`${name} that it takes`}>
          <Fields>
            <MultiSelect
              label="Fields"
              description="The name always goes along"
              placeholder={selection.fields === null ? usualText(words) : ''}
              data={fields.map(([value, label]) => ({ value, label }))}
              value={selection.fields?.filter((field) => field !== 'name') ?? []}
              error={errors['fields']}
              searchable
              clearable
              clearButtonProps={{ 'aria-label': `As usual: ${usualText(words)}` }}
              readOnly={isReadOnly}
              onChange={(chosen) => set({ fields: chosen.length === 0 ? null : chosen.filter(isChosen) })}
            />
            {hasCategories ? (
              <RecordsPicker
                path={central}
                model="product.category"
                label="Categories"
                description="Of central, with all below them"
                none="All categories"
                value={selection.categoryIds}
                error={errors['categoryIds']}
                isReadOnly={isReadOnly}
                onChange={(categoryIds) => set({ categoryIds })}
              />
            ) : null}
            {tags === null ? null : (
              <RecordsPicker
                path={central}
                model={tags}
                label="Tags"
                description="Of central: records that have one of them"
                none="With any tags, or none"
                value={selection.tagIds}
                error={errors['tagIds']}
                isReadOnly={isReadOnly}
                onChange={(tagIds) => set({ tagIds })}
              />
            )}
            <div data-whole>
              <ConditionsField
                value={selection.conditions}
                errors={errorsOf(errors, 'conditions')}
                isReadOnly={isReadOnly}
                onChange={(conditions) => set({ conditions })}
              />
            </div>
          </Fields>
        </fieldset>
      )}
    </div>
  );
}

function usualText({ model }: PushModelWords): string {
  return model === 'product.product' ? 'All but cost and image' : 'All of them';
}
