import type { Failure, FailureGroup, MappingsSet } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { useIdentity } from '../../api/identity.ts';
import classes from './cure.module.css';
import { Linked } from './cured.tsx';
import { LinkHere } from './link-here.tsx';
import { WayLinks } from './way-links.tsx';
import { mappedModelOf, waysOf } from './ways.ts';

interface Props {
  readonly group: FailureGroup;
  /** The newest of its failures, once it is known. */
  readonly newest: Failure | undefined;
  readonly linked: MappingsSet | null;
  /** What has been linked; null: something else is to be. */
  readonly onLinked: (answer: MappingsSet | null) => void;
}

/** What to do about a cause, in plain words, and the doing of it where it can be done here. */
export function Cure({ group, newest, linked, onLinked }: Props) {
  const { may } = useIdentity();
  const [record] = group.records.flatMap((one) => {
    const model = mappedModelOf(one.model);
    return model === null ? [] : [{ ...one, model }];
  });
  const ways = waysOf({ code: group.code, branches: group.branches, centralModel: newest?.centralModel ?? null });
  return (
    <div className={classes['cure']}>
      <div>
        <p className={classes['fix']}>{group.fix}</p>
        {record === undefined || !may('operator') ? <WayLinks ways={ways} /> : null}
        {may('operator') ? null : <p className={classes['note']}>Whoever has the role of an operator may mend it here.</p>}
      </div>
      {linked === null ? null : (
        <div>
          <Linked of={linked} />
          <Button mt="sm" size="xs" variant="subtle" onClick={() => onLinked(null)}>
            Link it to another
          </Button>
        </div>
      )}
      {record === undefined || !may('operator') || linked !== null ? null : (
        <LinkHere key={group.group} group={group} record={record} onLinked={onLinked} />
      )}
    </div>
  );
}
