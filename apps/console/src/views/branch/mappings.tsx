import { Page } from '../../ui/page.tsx';

export function MappingsView() {
  return <Page title="Mappings">{null}</Page>;
}
