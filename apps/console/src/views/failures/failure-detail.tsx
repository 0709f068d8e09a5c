import type { Failure } from '@branch-sync/contract';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../../api/identity.ts';
import { failureClasses } from '../../format/words.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { ButtonLink } from '../../ui/button-link.tsx';
import { type Fact, Facts } from '../../ui/facts.tsx';
import classes from './failure-detail.module.css';
import { OrderPayload } from './order-payload.tsx';
import { readPayload } from './payload.ts';
import { RecordPayload, RequestPayload } from './plain-payload.tsx';
import { Technical } from './technical.tsx';

/** All that is known of a failure: what happened in words, to what, how often, and what was received and sent. */
export function FailureDetail({ failure }: { readonly failure: Failure }) {
  const payload = readPayload(failure.payload);
  return (
    <div className={classes['detail']}>
      <p className={classes['message']}>{failure.message}</p>
      <Facts of={factsOf(failure)} />
      <PushAgain failure={failure} />
      {payload.kind === 'order' ? <OrderPayload payload={payload} failure={failure} /> : null}
      {payload.kind === 'record' ? <RecordPayload fields={payload.fields} /> : null}
      {payload.kind === 'request' ? <RequestPayload request={payload.request} /> : null}
      <Technical failure={failure} />
    </div>
  );
}

function factsOf(failure: Failure): readonly Fact[] {
  const { branchCode, orderId, posReference, runId, retryRunId, dismissReason, resolvedAt } = failure;
  return [
    ...(orderId === null
      ? []
      : [
          {
            name: 'Order',
            value: (
              <Link to="/orders/$code/$id" params={{ code: branchCode, id: orderId }}>
                {posReference ?? 'The order'}
              </Link>
            ),
          },
        ]),
    {
      name: 'Branch',
      value: <BranchLink code={branchCode} />,
    },
    ...(runId === null ? [] : [{ name: 'Last seen in', value: <RunLink id={runId} name="Its run" /> }]),
    ...(retryRunId === null ? [] : [{ name: 'Tried again by', value: <RunLink id={retryRunId} name="Its retry" /> }]),
    { name: 'Attempts', value: failure.attempts },
    { name: 'First seen', value: <BranchMoment branch={branchCode} at={failure.firstSeenAt} as="whole" /> },
    { name: 'Last seen', value: <BranchMoment branch={branchCode} at={failure.lastSeenAt} as="whole" /> },
    { name: 'Who cures it', value: failureClasses[failure.class] },
    ...(resolvedAt === null
      ? []
      : [{ name: 'Over since', value: <BranchMoment branch={branchCode} at={resolvedAt} as="whole" /> }]),
    ...(dismissReason === null ? [] : [{ name: 'Dismissed because', value: dismissReason }]),
  ];
}

function RunLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Link to="/runs/$id" params={{ id }}>
      {name}
    </Link>
  );
}

/** A record that could not be pushed is chosen in the wizard, where one says which side wins. */
function PushAgain({ failure: { branchCode, centralModel, centralId } }: { readonly failure: Failure }) {
  const { may } = useIdentity();
  if (centralModel === null || centralId === null || !may('operator')) return null;
  return (
    <ButtonLink
      to="/push"
      search={{
        step: 'records',
        branches: [branchCode],
        models: [centralModel],
        mode: 'selected',
        ids: [`${centralModel}:${centralId}`],
      }}
      variant="light"
      w="fit-content"
    >
      Look at it in the push wizard
    </ButtonLink>
  );
}
