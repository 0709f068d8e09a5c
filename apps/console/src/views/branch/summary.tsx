import { Page } from '../../ui/page.tsx';

export function SummaryView() {
  return <Page title="Branch">{null}</Page>;
}
