import { Page } from '../../ui/page.tsx';

export function RunsView() {
  return <Page title="Runs">{null}</Page>;
}
