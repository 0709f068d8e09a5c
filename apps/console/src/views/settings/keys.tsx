import { Page } from '../../ui/page.tsx';

export function KeysView() {
  return <Page title="Settings">{null}</Page>;
}
