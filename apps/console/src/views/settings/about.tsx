import { Page } from '../../ui/page.tsx';

export function AboutView() {
  return <Page title="Settings">{null}</Page>;
}
