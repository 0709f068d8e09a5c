import { Page } from '../../ui/page.tsx';

export function PeopleView() {
  return <Page title="Settings">{null}</Page>;
}
