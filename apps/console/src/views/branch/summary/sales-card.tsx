import type { OverviewBranch } from '@branch-sync/contract';
import { Card } from '../../../ui/page.tsx';
import { SalesToday } from '../../overview/sales-today.tsx';

/** What was sold today, beside the same stretch of the day a week before. */
export function SalesCard({ branch: { today, weekBefore } }: { readonly branch: OverviewBranch }) {
  return (
    <Card title="Today" note="Since midnight at the branch">
      <SalesToday today={today} weekBefore={weekBefore} />
    </Card>
  );
}
