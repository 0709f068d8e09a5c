import { Page } from '../../ui/page.tsx';

export function ReconciliationView() {
  return <Page title="Reconciliation">{null}</Page>;
}
