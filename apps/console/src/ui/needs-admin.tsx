import { Alert } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useIdentity } from '../api/identity.ts';

interface Props {
  /** What an admin sees here. */
  readonly what: string;
  readonly children: ReactNode;
}

/** What only admins may look at; others are told what it is, and whom to ask. */
export function NeedsAdmin({ what, children }: Props) {
  const { identity, may } = useIdentity();
  if (may('admin')) return children;
  return (
    <Alert color="gray" icon={<IconLock aria-hidden />} title="This takes an admin">
      {what} You are signed in as {identity.role}. Ask an admin to look, or for the role.
    </Alert>
  );
}
