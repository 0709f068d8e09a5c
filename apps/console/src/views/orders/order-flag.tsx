import type { Order } from '@branch-sync/contract';
import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

/** Why an order wants a look, and what to do about it. */
export function OrderFlag({ order: { flag, flagMessage, flagFix } }: { readonly order: Order }) {
  if (flag === null) return null;
  return (
    <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />} title="To be looked at">
      <p style={{ margin: 0 }}>{flagMessage ?? flag}</p>
      {flagFix === null ? null : <p style={{ margin: '0.35rem 0 0' }}>{flagFix}</p>}
    </Alert>
  );
}
