import type { FailureGroup, MappedModel, MappingsSet } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, refusalText, useAct } from '../../api/act.ts';
import { asked } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { RecordPicker } from '../../ui/record-picker.tsx';
import { branchesText } from './branches-text.ts';
import classes from './cure.module.css';
import { type Suggestion, Suggestions } from './suggestions.tsx';

interface Props {
  readonly group: FailureGroup;
  /** The branches' record that is to be linked, as one branch has it. */
  readonly record: FailureGroup['records'][number] & { readonly model: MappedModel };
  readonly onLinked: (answer: MappingsSet) => void;
}

/** Says which record of central a group's record is, in all its branches, and tries again what waits for it. */
export function LinkHere({ group, record, onLinked }: Props) {
  const [centralId, setCentralId] = useState<number | null>(null);
  const { branchCode, model, remoteId } = record;
  const suggestions = useQuery(
    asked<readonly Suggestion[]>('records', branchPath(branchCode, '/mappings/suggestions'), { model, remoteId }),
  );
  const link = useAct({
    run: () => request<MappingsSet>('POST', `/api/failures/groups/${group.group}/link`, { body: { centralId, retry: true } }),
    after: onLinked,
    isQuiet: true,
  });
  const { one, many } = modelWords[model];
  const error = fieldErrors(link.error)['centralId'] ?? (link.error === null ? undefined : refusalText(link.error));
  const choose = (id: number | null) => {
    link.reset();
    setCentralId(id);
  };
  return (
    <form
      className={classes['link']}
      aria-label={`Link this ${one}`}
      onSubmit={(event) => {
        event.preventDefault();
        link.mutate(undefined);
      }}
    >
      <h3>Which {one} of central is it?</h3>
      <Suggestions of={suggestions} value={centralId} onChange={choose} />
      <RecordPicker
        model={model}
        label={`Or search all of central’s ${many.toLowerCase()}`}
        value={centralId}
        onChange={choose}
        error={error}
      />
      <p className={classes['scope']}>
        {group.branchCount > 1
          ? `It is linked in ${branchesText(group.branches, group.branchCount)}, whatever id it has there.`
          : `It is linked in ${branchCode}.`}
      </p>
      <Button
        type="submit"
        size="md"
        leftSection={<IconLink size={18} aria-hidden />}
        loading={link.isPending}
        disabled={centralId === null}
      >
        {group.orders === 0 ? 'Link' : `Link, and retry ${countOf(group.failures, 'failure')}`}
      </Button>
    </form>
  );
}
