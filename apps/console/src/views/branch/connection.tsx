import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { branchQuery } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { Answer } from '../../ui/answer.tsx';
import { ArchiveCard } from './archive.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';

const route = getRouteApi('/branches/$code/connection');

/** How a branch's Odoo is reached, and whether it is. */
export function ConnectionView() {
  const { code } = route.useParams();
  const { may } = useIdentity();
  return (
    <Answer of={useQuery(branchQuery(code))}>
      {(branch) => (
        <>
          <ReadOnlyNotice />
          <ConnectionForm key={branch.id} branch={branch} />
          {may('admin') ? <ArchiveCard branch={branch} /> : null}
        </>
      )}
    </Answer>
  );
}
