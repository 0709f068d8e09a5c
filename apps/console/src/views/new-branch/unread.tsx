import { Alert } from '@mantine/core';

/** That our user may not look at records of a model. */
export function Unread({ why }: { readonly why: string }) {
  return (
    <Alert color="yellow" m="md" title="Not looked at">
      {why}
    </Alert>
  );
}
