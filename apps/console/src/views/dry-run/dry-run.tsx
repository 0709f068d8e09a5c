import type { ReceivePreview } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { branchPath } from '../../api/branch.ts';
import { request } from '../../api/request.ts';
import { Answer } from '../../ui/answer.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import type { MappedRecord } from '../mappings/mapping-dialog.tsx';
import { dryRunText } from './outcomes.ts';
import { PreviewOrder } from './preview-order.tsx';

const MappingDialog = lazy(async () => ({ default: (await import('../mappings/mapping-dialog.tsx')).MappingDialog }));

interface Props {
  readonly code: string;
  readonly timezone: string;
}

/** The branch's newest orders as they would come in; nothing of them is written. What would be refused can be mended here. */
export function DryRun({ code, timezone }: Props) {
  const [mapped, setMapped] = useState<MappedRecord | null>(null);
  const preview = useQuery({
    queryKey: ['records', 'preview', code],
    queryFn: ({ signal }) =>
      request<ReceivePreview>('POST', branchPath(code, '/receive/preview'), { body: { orders: 10 }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const again = (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconRefresh size={14} aria-hidden />}
      loading={preview.isFetching}
      onClick={() => void preview.refetch()}
    >
      Look again
    </Button>
  );
  return (
    <Card title="Dry run" note="The newest orders as they would come in. Nothing is written." actions={again}>
      <Answer
        of={preview}
        isEmpty={({ orders }) => orders.length === 0}
        empty="The branch has sold nothing yet. Go on: its first order comes in by schedule."
      >
        {({ orders, takenAt }) => (
          <>
            <output>
              {dryRunText(orders)} Looked at <Moment at={takenAt} timezone={timezone} as="clock" />.
            </output>
            {orders.map((order, index) => (
              <PreviewOrder
                key={order.remoteId}
                code={code}
                order={order}
                timezone={timezone}
                isOpen={index === 0 || order.failure !== null}
                onMap={setMapped}
              />
            ))}
          </>
        )}
      </Answer>
      <Suspense>
        {mapped === null ? null : (
          <MappingDialog mapping={mapped} onDone={() => void preview.refetch()} onClose={() => setMapped(null)} />
        )}
      </Suspense>
    </Card>
  );
}
