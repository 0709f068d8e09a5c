import type { Branch } from '@branch-sync/contract';
import { Checkbox, Radio, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import { conflictRules } from '../../format/words.ts';
import { optionsOf } from '../../ui/choice.tsx';
import { Card } from '../../ui/page.tsx';
import { branchesMeant, type Choices, countIds } from './choices.ts';
import { PickRecords } from './pick-records.tsx';
import classes from './push.module.css';
import { PushFoot } from './push-foot.tsx';
import { SendUnseen } from './send-unseen.tsx';
import type { Push } from './use-push.ts';

const ways: readonly { readonly mode: Choices['mode']; readonly label: string; readonly description: string }[] = [
  { mode: 'changed', label: 'What has changed', description: 'On either side, since it was last pushed.' },
  { mode: 'selected', label: 'Records that I choose', description: 'Searched in central, and ticked.' },
  { mode: 'text', label: 'What has a text in it', description: 'In its name, reference, barcode, e-mail or the like.' },
  { mode: 'all', label: 'All of it', description: 'Every record that the branch takes is looked into.' },
];

interface Props {
  readonly push: Push;
  readonly branches: readonly Branch[];
}

/** Which records: changed ones, chosen ones, those with a text in them, or all; and what wins where both sides changed one. */
export function RecordsStep({ push, branches }: Props) {
  const { choices, choose, go } = push;
  const meant = branchesMeant(choices, branches);
  const missing = missingIn(choices);
  const [first] = branchesMeant({ ...choices, mode: 'changed' }, branches);
  return (
    <>
      <Card title="Which records?">
        <Radio.Group
          label="Push"
          value={choices.mode}
          onChange={(value) => choose({ mode: ways.find(({ mode }) => mode === value)?.mode })}
        >
          <div className={classes['radios']}>
            {ways.map(({ mode, label, description }) => (
              <Radio key={mode} value={mode} label={label} description={description} />
            ))}
          </div>
        </Radio.Group>
        {choices.mode === 'text' ? <TextOf key="text" push={push} /> : null}
        <Select
          mt="lg"
          maw="26rem"
          label="Where the branch changed a record as well"
          description="Since it was last pushed. For this push only."
          placeholder="As each branch’s settings say"
          data={optionsOf(conflictRules)}
          value={choices.conflicts}
          onChange={(rule) => choose({ conflicts: optionsOf(conflictRules).find(({ value }) => value === rule)?.value })}
          clearable
          clearButtonProps={{ 'aria-label': 'As each branch’s settings say' }}
        />
      </Card>
      {choices.mode === 'selected' && first !== undefined ? (
        <PickRecords push={push} branch={first} isOfSeveral={meant.length > 1} />
      ) : null}
      <PushFoot onBack={() => go('models')} onNext={() => go('preview')} act="Go on to the preview" missing={missing}>
        <SendUnseen push={push} branches={meant} isReady={missing === null} />
      </PushFoot>
    </>
  );
}

function TextOf({ push: { choices, choose } }: { readonly push: Push }) {
  const [typed, setTyped] = useState(choices.search);
  const tell = useDebouncedCallback((text: string) => choose({ search: text.trim() === '' ? undefined : text.trim() }), 250);
  return (
    <div className={classes['text']}>
      <TextInput
        label="Text"
        description="Part of it is enough."
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value);
          tell(value);
        }}
        maxLength={200}
        required
        autoComplete="off"
      />
      <Checkbox
        label="Only what has changed"
        checked={choices.isChangedOnly}
        onChange={({ currentTarget }) => choose({ changedOnly: currentTarget.checked ? true : undefined })}
      />
    </div>
  );
}

function missingIn({ mode, search, ids }: Choices): string | null {
  if (mode === 'text' && search === '') return 'Say which text.';
  return mode === 'selected' && countIds(ids) === 0 ? 'Tick a record.' : null;
}
