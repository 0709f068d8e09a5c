import { Page } from '../../ui/page.tsx';

export function BranchScheduleView() {
  return <Page title="Schedule">{null}</Page>;
}
