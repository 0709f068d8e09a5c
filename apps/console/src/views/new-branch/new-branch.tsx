import { Page } from '../../ui/page.tsx';

export function NewBranchView() {
  return <Page title="New branch">{null}</Page>;
}
