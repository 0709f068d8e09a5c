import type { OrderDetail, OrderSides } from '@branch-sync/contract';
import { Alert, Button } from '@mantine/core';
import { IconEyeOff, IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { asked } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { Answer, Waiting } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import classes from './order.module.css';
import { SideHeads } from './side-heads.tsx';
import { SideLines } from './side-lines.tsx';
import { SideTotals } from './side-totals.tsx';

/** An order as both Odoos have it now, side by side. A side that cannot be looked at says why, and the other one stays. */
export function OrderSidesCard({ order }: { readonly order: OrderDetail }) {
  const sides = useQuery(asked<OrderSides>('records', branchPath(order.branchCode, `/orders/${order.id}/sides`)));
  return (
    <Card
      title="Till and central"
      note="As both Odoos have it now"
      actions={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={sides.isFetching}
          onClick={() => void sides.refetch()}
        >
          Look again
        </Button>
      }
    >
      {sides.isPending && sides.error === null ? (
        <Waiting label="Asking both Odoos; this takes up to 15 seconds" isLong />
      ) : (
        <Answer of={sides}>{({ branch, central }) => <BothSides order={order} branch={branch} central={central} />}</Answer>
      )}
    </Card>
  );
}

function BothSides({ order, branch, central }: OrderSides & { readonly order: OrderDetail }) {
  const till = 'unseen' in branch ? null : branch;
  const sale = central === null || 'unseen' in central ? null : central;
  return (
    <div className={classes['sides']}>
      {'unseen' in branch ? <Unseen side="The till" why={branch.unseen} /> : null}
      {central !== null && 'unseen' in central ? <Unseen side="Central" why={central.unseen} /> : null}
      {central === null ? <p className={classes['quiet']}>No Sales Order was made of it.</p> : null}
      {till === null && sale === null ? null : (
        <>
          <SideHeads branchCode={order.branchCode} till={till} sale={sale} />
          <SideLines till={till} sale={sale} />
          <SideTotals till={till} sale={sale} adjustment={order.adjustment} />
        </>
      )}
    </div>
  );
}

function Unseen({ side, why }: { readonly side: string; readonly why: string }) {
  return (
    <Alert color="gray" icon={<IconEyeOff aria-hidden />} title={`${side} cannot be looked at now`}>
      {why}
    </Alert>
  );
}
