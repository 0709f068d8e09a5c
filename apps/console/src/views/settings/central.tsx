import { Page } from '../../ui/page.tsx';

export function CentralView() {
  return <Page title="Settings">{null}</Page>;
}
