import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { branchQuery } from '../../api/branch.ts';
import { Answer } from '../../ui/answer.tsx';
import { MasterDataForm } from '../master-data/master-data-form.tsx';
import { PushCard } from '../master-data/push-card.tsx';
import { ReadOnlyNotice } from './read-only-notice.tsx';

const route = getRouteApi('/branches/$code/master-data');

/** What of central's master data a branch takes, and how. */
export function MasterDataView() {
  const { code } = route.useParams();
  return (
    <Answer of={useQuery(branchQuery(code))}>
      {(branch) => (
        <>
          <ReadOnlyNotice />
          <PushCard branch={branch} />
          <MasterDataForm key={branch.id} branch={branch} />
        </>
      )}
    </Answer>
  );
}
