import type { Failure, MappingsSet } from '@branch-sync/contract';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import { ButtonLink } from '../../ui/button-link.tsx';
import { Moment } from '../../ui/moment.tsx';
import classes from './cure.module.css';
import { Linked } from './cured.tsx';

interface Props {
  /** The newest of the group's failures. */
  readonly newest: Failure;
  readonly linked: MappingsSet | null;
}

/** Nothing of a group stands any more: that it is cured, or dismissed, and the way back. */
export function GroupOver({ newest, linked }: Props) {
  const isDismissed = newest.status === 'dismissed';
  const Mark = isDismissed ? IconCircleDashed : IconCircleCheckFilled;
  return (
    <output className={classes['over']}>
      <h2>
        <Mark size={28} aria-hidden />
        {isDismissed ? 'Dismissed.' : 'Cured.'}
      </h2>
      <p>
        Nothing of this cause stands any more. It ended <Moment at={newest.resolvedAt ?? newest.lastSeenAt} />.
        {newest.dismissReason === null ? '' : ` The reason: ${newest.dismissReason}`}
      </p>
      {linked === null ? null : <Linked of={linked} />}
      <ButtonLink to="/failures">Back to what stands</ButtonLink>
    </output>
  );
}
