import { Page } from '../../ui/page.tsx';

export function OrdersView() {
  return <Page title="Orders">{null}</Page>;
}
