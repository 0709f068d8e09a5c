import type { MappedModel, Mapping } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { useQueries, useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useAct } from '../../api/act.ts';
import { asked, type Page } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { setMappings, suggestionsQuery } from '../../api/mappings.ts';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { goodSuggestions } from '../mappings/good-suggestions.ts';
import { mappingColumns } from '../mappings/mapping-columns.tsx';
import type { DoneMapping } from '../mappings/mapping-outcome.tsx';
import { suggestionColumn } from './suggestion-column.tsx';
import { Unread } from './unread.tsx';

const MappingDialog = lazy(async () => ({ default: (await import('../mappings/mapping-dialog.tsx')).MappingDialog }));

/** A shop has a handful of each; what is more is mapped in the branch's own view. */
const mostShown = 100;
/** Each takes a call to central. */
const mostSuggested = 30;

interface Props {
  readonly code: string;
  readonly model: MappedModel;
  readonly note: string;
  /** Why our user may not look at them; null: they were looked at. */
  readonly unread: string | null;
  readonly onDone: (done: DoneMapping) => void;
}

/** The records of one model, each with what of central it almost surely is. */
export function MapModel({ code, model, note, unread, onDone }: Props) {
  const [mapped, setMapped] = useState<Mapping | null>(null);
  const list = useQuery(asked<Page<Mapping>>('failures', branchPath(code, '/mappings'), { model, limit: mostShown }));
  const open = (list.data?.items ?? []).filter(({ centralId }) => centralId === null).slice(0, mostSuggested);
  const suggestions = useQueries({ queries: open.map(({ remoteId }) => suggestionsQuery(code, model, remoteId)) });
  const good = goodSuggestions(
    open.map(({ remoteId, remoteName }, index) => ({
      ...{ model, remoteId, remoteName },
      suggestions: [...(suggestions[index]?.data ?? [])],
    })),
  );
  const accept = useAct({
    async run(): Promise<DoneMapping> {
      const settings = good.map(({ remoteId, suggestion }) => ({ model, remoteId, centralId: suggestion.centralId }));
      return { settings, answer: await setMappings(code, settings, false) };
    },
    after: onDone,
  });
  const { many } = modelWords[model];
  return (
    <Card
      title={many}
      note={note}
      isFlush
      actions={
        good.length === 0 ? undefined : (
          <Button
            size="xs"
            leftSection={<IconWand size={14} aria-hidden />}
            loading={accept.isPending}
            onClick={() => accept.mutate(undefined)}
          >
            Accept {countOf(good.length, 'suggestion')}
          </Button>
        )
      }
    >
      {unread === null ? null : <Unread why={unread} />}
      <Answer of={list} isEmpty={({ items }) => items.length === 0} empty={`The branch has no ${many.toLowerCase()}.`}>
        {({ items }) => (
          <Table
            label={many}
            columns={[
              ...mappingColumns(setMapped)
                .filter(({ head }) => head !== 'Model' && head !== 'Waiting')
                .toSpliced(
                  3,
                  0,
                  suggestionColumn(
                    good,
                    suggestions.some(({ isPending }) => isPending),
                  ),
                ),
            ]}
            rows={items}
            keyOf={({ remoteId }) => String(remoteId)}
          />
        )}
      </Answer>
      <Suspense>
        {mapped === null ? null : <MappingDialog mapping={mapped} onDone={onDone} onClose={() => setMapped(null)} />}
      </Suspense>
    </Card>
  );
}
