import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Empty } from '../ui/answer.tsx';
import { Card, Page } from '../ui/page.tsx';

/** For addresses that lead nowhere. */
export function NotFound() {
  return (
    <Page title="Nothing here">
      <Card>
        <Empty>
          <p>There is no view at this address. It may have been moved, or mistyped.</p>
          <Button component={Link} to="/">
            To the overview
          </Button>
        </Empty>
      </Card>
    </Page>
  );
}
