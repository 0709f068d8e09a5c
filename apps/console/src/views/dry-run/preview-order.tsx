import type { PreviewedOrder } from '@branch-sync/contract';
import { Moment } from '../../ui/moment.tsx';
import { Money } from '../../ui/money.tsx';
import { State } from '../../ui/state.tsx';
import type { MappedRecord } from '../mappings/mapping-dialog.tsx';
import classes from './dry-run.module.css';
import { outcomes } from './outcomes.ts';
import { Refusal } from './refusal.tsx';
import { WouldBe } from './would-be.tsx';

interface Props {
  readonly code: string;
  readonly order: PreviewedOrder;
  readonly timezone: string;
  /** Whether it is unfolded to begin with: what would be refused wants a look. */
  readonly isOpen: boolean;
  readonly onMap: (record: MappedRecord) => void;
}

/** One POS order, and what it would become. */
export function PreviewOrder({ code, order, timezone, isOpen, onMap }: Props) {
  const { posReference, orderedAt, posTotal, currency, outcome, failure, salesOrder } = order;
  return (
    <details className={classes['order']} open={isOpen}>
      <summary>
        <b>{posReference}</b>
        <State of={outcomes[outcome]} />
        <span className={classes['when']}>
          <Moment at={orderedAt} timezone={timezone} as="clock" />
        </span>
        <Money amount={posTotal} currency={currency} />
      </summary>
      {failure === null ? null : <Refusal code={code} failure={failure} onMap={onMap} />}
      {salesOrder === null ? null : <WouldBe salesOrder={salesOrder} currency={currency} />}
      {outcome === 'already_there' ? <p>It came in before, and would be left as it is.</p> : null}
    </details>
  );
}
