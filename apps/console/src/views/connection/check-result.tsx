import type { ConnectionCheck } from '@branch-sync/contract';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { countOf } from '../../format/money.ts';
import { Facts } from '../../ui/facts.tsx';
import { State } from '../../ui/state.tsx';
import classes from './check.module.css';
import { factsOf, verdictOf } from './check-facts.ts';

type Finding = ConnectionCheck['findings'][number];

const marks = {
  ok: { Icon: IconCircleCheck, word: 'Well' },
  warning: { Icon: IconAlertTriangle, word: 'Warning' },
  error: { Icon: IconCircleX, word: 'Error' },
} as const;

/** What a connection test found: the verdict, what the other side is, and what is to be mended, the worst first. */
export function CheckResult({ check }: { readonly check: ConnectionCheck }) {
  const of = (level: Finding['level']) => check.findings.filter((finding) => finding.level === level);
  const bad = [...of('error'), ...of('warning')];
  const good = of('ok');
  return (
    <div className={classes['check']}>
      <div role="status">
        <State of={verdictOf(check)} />
      </div>
      <Facts of={factsOf(check)} />
      {bad.length === 0 ? null : <Findings of={bad} label="What is to be mended" />}
      {good.length === 0 ? null : (
        <details className={classes['good']}>
          <summary>{countOf(good.length, 'thing')} looked at and found well</summary>
          <Findings of={good} label="What was found well" />
        </details>
      )}
    </div>
  );
}

function Findings({ of: findings, label }: { readonly of: readonly Finding[]; readonly label: string }) {
  return (
    <ul className={classes['findings']} aria-label={label}>
      {findings.map(({ level, code, message, fix }) => {
        const { Icon, word } = marks[level];
        return (
          <li key={`${code} ${message}`} data-level={level}>
            <Icon size={18} role="img" aria-label={word} />
            <p>{message}</p>
            {fix === null ? null : <p>{fix}</p>}
          </li>
        );
      })}
    </ul>
  );
}
