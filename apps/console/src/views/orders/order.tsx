import { Page } from '../../ui/page.tsx';

export function OrderView() {
  return <Page title="Order">{null}</Page>;
}
