import { Page } from '../../ui/page.tsx';

export function ScheduleView() {
  return <Page title="Schedule">{null}</Page>;
}
