import { Page } from '../../ui/page.tsx';

export function JobsView() {
  return <Page title="Jobs">{null}</Page>;
}
