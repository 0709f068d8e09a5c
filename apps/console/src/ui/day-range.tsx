import { TextInput } from '@mantine/core';
import classes from './day-range.module.css';

interface Days {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface Props extends Days {
  /** What happened between the days, for those who hear it: `Sold`. */
  readonly label: string;
  readonly onChange: (days: Days) => void;
}

/** Days to filter by, both included, with the browser's own calendar. */
export function DayRange({ label, from, to, onChange }: Props) {
  return (
    <fieldset className={classes['days']} aria-label={label}>
      <Day label={`${label} from`} word="From" value={from} max={to} onChange={(day) => onChange({ from: day, to })} />
      <Day label={`${label} up to`} word="To" value={to} min={from} onChange={(day) => onChange({ from, to: day })} />
    </fieldset>
  );
}

interface DayProps {
  readonly label: string;
  readonly word: string;
  readonly value: string | undefined;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly onChange: (day: string | undefined) => void;
}

function Day({ label, word, value = '', min, max, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      leftSection={<span aria-hidden>{word}</span>}
      leftSectionWidth={`${word.length * 0.55 + 1.1}rem`}
      classNames={{ section: classes['word'] ?? '' }}
      value={value}
      min={min}
      max={max}
      // While a year is typed the browser tells years like 0002.
      onChange={({ currentTarget: { value: day } }) => {
        if (day === '' || day >= '2000') onChange(day === '' ? undefined : day);
      }}
    />
  );
}
