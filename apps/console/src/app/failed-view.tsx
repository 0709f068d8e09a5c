import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Refused } from '../ui/answer.tsx';
import { Card, Page } from '../ui/page.tsx';

/** A view that could not be shown: its part of the page did not load (a new version was installed, or the line is down), or it has a fault. */
export function FailedView({ error }: ErrorComponentProps) {
  return (
    <Page title="This view could not be shown">
      <Card>
        <Refused error={error instanceof Error ? error : null} />
        <Button onClick={() => window.location.reload()}>Load the page anew</Button>
      </Card>
    </Page>
  );
}
