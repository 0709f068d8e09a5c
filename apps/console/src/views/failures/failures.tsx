import { Page } from '../../ui/page.tsx';

export function FailuresView() {
  return <Page title="Failures">{null}</Page>;
}
