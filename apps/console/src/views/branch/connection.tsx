import { Page } from '../../ui/page.tsx';

export function ConnectionView() {
  return <Page title="Connection">{null}</Page>;
}
