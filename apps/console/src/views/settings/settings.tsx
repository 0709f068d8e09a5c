import { Page } from '../../ui/page.tsx';

export function SettingsView() {
  return <Page title="Settings">{null}</Page>;
}
