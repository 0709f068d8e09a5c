import { Page } from '../../ui/page.tsx';

export function FailureGroupView() {
  return <Page title="Failures">{null}</Page>;
}
