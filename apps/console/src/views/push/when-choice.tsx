import { Radio } from '@mantine/core';
import classes from './push.module.css';

/** `now`: ahead of all that waits. */
export type When = 'queue' | 'now';

interface Props {
  readonly value: When;
  readonly onChange: (when: When) => void;
}

/** When it is sent. */
export function WhenChoice({ value, onChange }: Props) {
  return (
    <Radio.Group label="When" value={value} onChange={(chosen) => onChange(chosen === 'now' ? 'now' : 'queue')}>
      <div className={classes['radios']}>
        <Radio value="queue" label="In the queue" description="After what waits already." />
        <Radio value="now" label="Now" description="Ahead of all that waits." />
      </div>
    </Radio.Group>
  );
}
