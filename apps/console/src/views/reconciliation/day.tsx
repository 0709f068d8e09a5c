import { Page } from '../../ui/page.tsx';

export function ReconciledDayView() {
  return <Page title="Day">{null}</Page>;
}
