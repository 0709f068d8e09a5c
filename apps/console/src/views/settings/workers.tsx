import { Page } from '../../ui/page.tsx';

export function WorkersView() {
  return <Page title="Settings">{null}</Page>;
}
