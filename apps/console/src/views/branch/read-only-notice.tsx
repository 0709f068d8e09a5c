import { Alert } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useIdentity } from '../../api/identity.ts';

/** That whoever looks may not change what is shown; nothing for those who may. */
export function ReadOnlyNotice() {
  const { may } = useIdentity();
  if (may('admin')) return null;
  return (
    <Alert color="gray" icon={<IconEye aria-hidden />}>
      You may look at these settings. Changing them takes an admin.
    </Alert>
  );
}
