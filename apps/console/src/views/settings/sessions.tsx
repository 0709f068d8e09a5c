import { Page } from '../../ui/page.tsx';

export function SessionsView() {
  return <Page title="Settings">{null}</Page>;
}
