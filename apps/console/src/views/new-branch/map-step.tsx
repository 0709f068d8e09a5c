import type { MappedModel, MappingDiscovery } from '@branch-sync/contract';
import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { Answer } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { type DoneMapping, MappingOutcome } from '../mappings/mapping-outcome.tsx';
import { MapModel } from './map-model.tsx';

const models: readonly { readonly model: MappedModel; readonly note: string }[] = [
  { model: 'res.users', note: 'Who of central sells for which cashier. Who is not mapped sells as the default salesperson.' },
  { model: 'account.tax', note: 'Taxes of the same amount and kind are found by themselves; map those that are not.' },
  { model: 'pos.payment.method', note: 'Orders come in without them. Map them where central is to know them by its own names.' },
];

/** What the branch has that is mapped before its first order: cashiers, taxes, ways of paying. It is asked for when one comes here. */
export function MapStep({ code }: { readonly code: string }) {
  const [done, setDone] = useState<DoneMapping | null>(null);
  const discovery = useQuery({
    queryKey: ['records', 'discovery', code],
    queryFn: ({ signal }) => request<MappingDiscovery>('POST', branchPath(code, '/mappings/discover'), { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <Text>
        The branch was asked what it has. What you leave out here can be mapped later; products are found by barcode or reference.
      </Text>
      <MappingOutcome code={code} done={done} onDone={setDone} />
      {discovery.data === undefined ? (
        <Card>
          <Answer of={discovery}>{() => null}</Answer>
        </Card>
      ) : (
        models.map(({ model, note }) => (
          <MapModel
            key={model}
            code={code}
            model={model}
            note={note}
            unread={discovery.data.unread.find((one) => one.model === model)?.why ?? null}
            onDone={setDone}
          />
        ))
      )}
    </>
  );
}
