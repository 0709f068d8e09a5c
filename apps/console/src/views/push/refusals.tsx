import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { countOf } from '../../format/money.ts';
import type { Refusal } from './ask-many.ts';
import classes from './push.module.css';

/** The branches that would not have it, and why. */
export function Refusals({ of: refused }: { readonly of: readonly Refusal[] }) {
  if (refused.length === 0) return null;
  return (
    <Alert
      color="red"
      role="alert"
      icon={<IconAlertTriangle aria-hidden />}
      title={`${countOf(refused.length, 'branch', 'branches')} refused`}
    >
      <ul className={classes['refused']}>
        {refused.map(({ of, text }) => (
          <li key={of}>
            <b>{of}</b>: {text}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
