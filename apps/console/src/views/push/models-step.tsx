import type { Branch } from '@branch-sync/contract';
import { Checkbox, Radio } from '@mantine/core';
import { IconBuildingBank, IconCreditCard, IconPackage, IconUsers } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Card } from '../../ui/page.tsx';
import { branchesMeant, type PushModel, pushModels, withoutAny } from './choices.ts';
import classes from './push.module.css';
import { PushFoot } from './push-foot.tsx';
import type { Push } from './use-push.ts';

const told: Readonly<Record<PushModel, { readonly Icon: typeof IconPackage; readonly what: string }>> = {
  'account.tax': { Icon: IconBuildingBank, what: 'Sales taxes. They go first: products need them.' },
  'product.product': { Icon: IconPackage, what: 'Names, references, barcodes, prices, taxes, categories.' },
  'res.partner': { Icon: IconUsers, what: 'Customers with their addresses and VAT numbers.' },
  'pos.payment.method': { Icon: IconCreditCard, what: 'Ways of paying, and the shops that have them.' },
};

interface Props {
  readonly push: Push;
  readonly branches: readonly Branch[];
}

/** What kinds of records: what each branch takes, or those that are named here. */
export function ModelsStep({ push, branches }: Props) {
  const { choices, choose, go } = push;
  const { models } = choices;
  const meant = branchesMeant(choices, branches);
  const without = withoutAny(choices, meant);
  const change = (next: readonly PushModel[]) => choose({ models: next.length === 0 ? undefined : next });
  return (
    <>
      <Card title="What kinds of records?">
        <Radio.Group
          label="Push"
          value={models === null ? 'taken' : 'these'}
          onChange={(value) => change(value === 'taken' ? [] : pushModels)}
        >
          <div className={classes['radios']}>
            <Radio value="taken" label="What each branch takes" description="As the master data of its settings says." />
            <Radio value="these" label="These kinds" description="For every chosen branch, whatever its settings say." />
          </div>
        </Radio.Group>
        {models === null ? null : (
          <fieldset className={classes['kinds']}>
            <legend>Kinds</legend>
            {pushModels.map((model) => {
              const { Icon, what } = told[model];
              const takers = meant.filter(({ masterData }) => masterData.models.some((taken) => taken.model === model));
              return (
                <Checkbox.Card
                  key={model}
                  className={classes['kind'] ?? ''}
                  checked={models.includes(model)}
                  onChange={(isChosen) => change(pushModels.filter((one) => (one === model ? isChosen : models.includes(one))))}
                >
                  <Checkbox.Indicator />
                  <Icon size={24} stroke={1.5} aria-hidden />
                  <span>
                    <b>{modelWords[model].many}</b>
                    <span className={classes['small']}>{what}</span>
                    <span className={classes['small']}>
                      {takers.length} of {countOf(meant.length, 'branch takes', 'branches take')} them
                    </span>
                  </span>
                </Checkbox.Card>
              );
            })}
          </fieldset>
        )}
        {without.length === 0 ? null : (
          <p className={classes['warning']} role="status">
            {countOf(without.length, 'branch takes', 'branches take')} nothing:{' '}
            {without.slice(0, 5).map(({ code }, index) => (
              <span key={code}>
                {index === 0 ? '' : ', '}
                <Link to="/branches/$code/master-data" params={{ code }}>
                  {code}
                </Link>
              </span>
            ))}
            {without.length > 5 ? ' and others' : ''}. Say there what it takes, or name the kinds here.
          </p>
        )}
      </Card>
      <PushFoot
        onBack={() => go('branches')}
        onNext={() => go('records')}
        missing={without.length === 0 ? null : 'Some branches would get nothing.'}
      />
    </>
  );
}
