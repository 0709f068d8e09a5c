import { Page } from '../../ui/page.tsx';

export function BranchView() {
  return <Page title="Branch">{null}</Page>;
}
