import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleX, IconLoader2 } from '@tabler/icons-react';
import type { StateWords, Tone } from '../format/words.ts';
import classes from './state.module.css';

const marks: Readonly<Record<Tone, typeof IconCircleCheck>> = {
  good: IconCircleCheck,
  warn: IconAlertTriangle,
  bad: IconCircleX,
  busy: IconLoader2,
  idle: IconCircleDashed,
};

/** A state as mark, colour and word: no one of them says it alone. */
export function State({ of: { word, tone }, title }: { readonly of: StateWords; readonly title?: string | undefined }) {
  const Mark = marks[tone];
  return (
    <span className={classes['state']} data-tone={tone} title={title}>
      <Mark size={14} stroke={2} aria-hidden />
      {word}
    </span>
  );
}
