import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { branchQuery } from '../../api/branch.ts';
import { Answer } from '../../ui/answer.tsx';
import { DefaultsForm } from './defaults-form.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';

const route = getRouteApi('/branches/$code/defaults');

/** What of central a branch's orders are written with. */
export function DefaultsView() {
  const { code } = route.useParams();
  return (
    <Answer of={useQuery(branchQuery(code))}>
      {(branch) => (
        <>
          <ReadOnlyNotice />
          <DefaultsForm key={branch.id} branch={branch} />
        </>
      )}
    </Answer>
  );
}
