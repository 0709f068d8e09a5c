import type { CentralPace } from '@branch-sync/contract';
import { countOf, countText } from '../../format/money.ts';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';

/** How fast central is written to: found by measuring, between the bounds that the workers are started with. */
export function CentralPaceCard({ pace }: { readonly pace: CentralPace }) {
  return (
    <Card title="Pace" note="Follows how fast central answers, for all workers together">
      <Facts
        of={[
          { name: 'A batch', value: `${countOf(pace.batchOrders, 'order')} at the most` },
          { name: 'At once', value: countOf(pace.writers, 'batch', 'batches') },
          { name: 'An order of four lines', value: msText(pace.msPerOrder) },
          { name: 'At its best', value: msText(pace.bestMsPerOrder) },
          { name: 'Last measured', value: <Moment at={pace.updatedAt} /> },
        ]}
      />
    </Card>
  );
}

function msText(ms: number | null): string {
  return ms === null ? 'Not measured yet' : `${countText(Math.round(ms))} ms`;
}
