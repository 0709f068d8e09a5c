import type { MappedModel, Mapping, MappingState, MappingSummary } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconWand } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { listed } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { isNarrowed } from '../../app/search.ts';
import { List } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { mappingColumns } from './mapping-columns.tsx';
import { MappingFilters } from './mapping-filters.tsx';
import type { DoneMapping } from './mapping-outcome.tsx';
import { missingModels } from './mapping-states.ts';

const MappingDialog = lazy(async () => ({ default: (await import('./mapping-dialog.tsx')).MappingDialog }));
const AcceptDialog = lazy(async () => ({ default: (await import('./accept-dialog.tsx')).AcceptDialog }));

interface Props {
  readonly code: string;
  readonly search: {
    readonly model?: MappedModel | undefined;
    readonly state?: MappingState | undefined;
    readonly q?: string | undefined;
  };
  readonly summary: MappingSummary;
  readonly onDone: (done: DoneMapping) => void;
}

/** A branch's records, one by one, to map. */
export function MappingList({ code, search, summary, onDone }: Props) {
  const { may } = useIdentity();
  const [mapped, setMapped] = useState<Mapping | null>(null);
  const [isAccepting, setAccepting] = useState(false);
  const mappings = useInfiniteQuery({
    ...listed<Mapping>('failures', branchPath(code, '/mappings'), search),
    placeholderData: keepPreviousData,
  });
  const missing = missingModels(summary).filter((model) => search.model === undefined || search.model === model);
  return (
    <>
      <MappingFilters />
      <Card
        title="Records"
        isFlush
        actions={
          may('operator') && missing.length > 0 ? (
            <Button size="xs" leftSection={<IconWand size={14} aria-hidden />} onClick={() => setAccepting(true)}>
              Accept good suggestions
            </Button>
          ) : undefined
        }
      >
        <List
          of={mappings}
          empty={
            isNarrowed(search) ? 'No record is like that. Widen the filters.' : 'The branch’s orders have named no record yet.'
          }
        >
          {(items) => (
            <Table
              label="Records of the branch"
              columns={mappingColumns(may('operator') ? setMapped : null)}
              rows={items}
              keyOf={({ model, remoteId }) => `${model} ${remoteId}`}
            />
          )}
        </List>
      </Card>
      <Suspense>
        {mapped === null ? null : <MappingDialog mapping={mapped} onDone={onDone} onClose={() => setMapped(null)} />}
        {isAccepting ? <AcceptDialog code={code} models={missing} onDone={onDone} onClose={() => setAccepting(false)} /> : null}
      </Suspense>
    </>
  );
}
