import type { OrderFailure } from '@branch-sync/db';
import { redactTexts } from '@branch-sync/redaction';
import { payloadOf } from './failure-payload.ts';
import type { PosOrder } from './pos-order.ts';
import type { OrderProblem } from './resolved-order.ts';
import type { SentRows } from './to-sale-order.ts';

/** An order that did not come in, why, and as which rows it was sent if it got so far. */
export interface FailedOrder {
  readonly order: PosOrder;
  readonly problems: readonly OrderProblem[];
  readonly sent?: SentRows;
}

/** An order's failures as they are stored: one for each thing that is in its way. */
export function failureRows({ order, problems, sent }: FailedOrder): OrderFailure[] {
  const payload = redactTexts(payloadOf(order, sent ?? null));
  return problems.map((problem) => ({
    identity: order.identity,
    remoteId: order.id,
    code: problem.code,
    class: problem.class,
    title: problem.title,
    message: problem.message,
    fix: problem.fix,
    fingerprint: problem.fingerprint,
    causeModel: problem.causeRecord?.model ?? null,
    causeRemoteId: problem.causeRecord?.remoteId ?? null,
    technical: problem.technical,
    payload,
  }));
}
