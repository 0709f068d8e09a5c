import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { mappingSummaryQuery } from '../../api/mappings.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { MappingActs } from '../mappings/mapping-acts.tsx';
import { MappingList } from '../mappings/mapping-list.tsx';
import { type DoneMapping, MappingOutcome } from '../mappings/mapping-outcome.tsx';
import { SummaryTable } from '../mappings/summary-table.tsx';

const route = getRouteApi('/branches/$code/mappings');

/** Which of a branch's records are which of central's, and what waits for those that nobody has mapped. */
export function MappingsView() {
  const { code } = route.useParams();
  const search = route.useSearch();
  const summary = useQuery(mappingSummaryQuery(code));
  const [done, setDone] = useState<DoneMapping | null>(null);
  return (
    <>
      <Card title="What is mapped" actions={<MappingActs code={code} onDone={setDone} />} isFlush>
        <Answer
          of={summary}
          isEmpty={(models) => models.length === 0}
          empty="Nothing is known yet. Ask the branch what there is, or receive its first orders."
        >
          {(models) => <SummaryTable code={code} models={models} />}
        </Answer>
      </Card>
      <MappingOutcome code={code} done={done} onDone={setDone} />
      <MappingList code={code} search={search} summary={summary.data ?? []} onDone={setDone} />
    </>
  );
}
