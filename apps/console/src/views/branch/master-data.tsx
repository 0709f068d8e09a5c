import { Page } from '../../ui/page.tsx';

export function MasterDataView() {
  return <Page title="Master data">{null}</Page>;
}
