import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../../api/identity.ts';
import { Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';

/** What to do where nothing is set up yet: central first, then a branch. */
export function NoBranches({ hasCentral }: { readonly hasCentral: boolean }) {
  const { may } = useIdentity();
  return (
    <Card title="No branch yet">
      <Empty>
        <p>
          {hasCentral
            ? 'Central is set. Add the first branch: its orders come in by themselves from then on.'
            : 'Begin with central, the Odoo that the branches’ orders go to. Then add the first branch.'}
        </p>
        {may('admin') ? (
          <Group justify="center">
            {hasCentral ? null : (
              <Button component={Link} to="/settings">
                Set central
              </Button>
            )}
            <Button component={Link} to="/branches/new" variant={hasCentral ? 'filled' : 'default'}>
              New branch
            </Button>
          </Group>
        ) : (
          <p>Only an admin can do that. Branches that you may see are shown here.</p>
        )}
      </Empty>
    </Card>
  );
}
