import { Page } from '../../ui/page.tsx';

export function RunView() {
  return <Page title="Run">{null}</Page>;
}
