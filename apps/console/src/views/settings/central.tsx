import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { centralQuery } from '../../api/central.ts';
import { useIdentity } from '../../api/identity.ts';
import { ProblemError } from '../../api/request.ts';
import { Answer } from '../../ui/answer.tsx';
import { ReadOnlyNotice } from '../branch/read-only-notice.tsx';
import { CentralForm } from './central-form.tsx';
import { CentralPaceCard } from './central-pace.tsx';
import { CentralTest } from './central-test.tsx';

/** How central's Odoo is reached, and whether it is. */
export function CentralView() {
  const central = useQuery(centralQuery);
  const { error } = central;
  const isNotSet = error instanceof ProblemError && error.problem.code === 'central.not_set';
  if (isNotSet) return <NotSet />;
  return (
    <Answer of={central}>
      {(known) => (
        <>
          <ReadOnlyNotice />
          <CentralForm central={known} />
          <CentralTest central={known} />
          {known.pace === null ? null : <CentralPaceCard pace={known.pace} />}
        </>
      )}
    </Answer>
  );
}

function NotSet() {
  const { may } = useIdentity();
  return (
    <>
      <Alert color="yellow" icon={<IconPlugConnectedX aria-hidden />} title="Central is not connected yet">
        {may('admin')
          ? 'Say how the central Odoo is reached. Branches can be added when it answers.'
          : 'Nothing can be received before an admin has said how the central Odoo is reached.'}
      </Alert>
      {may('admin') ? <CentralForm central={null} /> : null}
    </>
  );
}
