import { Page } from '../../ui/page.tsx';

export function DefaultsView() {
  return <Page title="Defaults">{null}</Page>;
}
