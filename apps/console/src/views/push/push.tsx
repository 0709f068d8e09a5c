import { Page } from '../../ui/page.tsx';

export function PushView() {
  return <Page title="Push">{null}</Page>;
}
