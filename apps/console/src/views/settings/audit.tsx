import { Page } from '../../ui/page.tsx';

export function AuditView() {
  return <Page title="Settings">{null}</Page>;
}
