import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { comingText, momentsNear, scheduleText } from './row-text.ts';
import classes from './schedule.module.css';
import { partOf, type Span } from './span.ts';
import type { Line, TimelineBranch } from './timeline.ts';

interface Props {
  readonly branch: TimelineBranch;
  readonly span: Span;
  readonly now: number;
  /** Pixels from the top of the list. */
  readonly top: number;
  readonly place: { readonly at: number; readonly of: number };
  /** Told what its moments are, where somebody points at it. */
  readonly onTold: (text: string | null) => void;
}

const lanes = ['receive', 'push', 'reconcile'] as const;

/** A branch and a mark for each of its moments, each kind on a level of its own. */
export const BranchRow = memo(function BranchRow({ branch, span, now, top, place, onTold }: Props) {
  const { code, name, lines } = branch;
  const coming = comingText(lines, now);
  const tell = (text: string) => onTold(`${name}: ${text}`);
  const isQuiet = lines.every(({ moments }) => moments.length === 0);
  return (
    <li
      className={classes['branch']}
      style={{ top }}
      aria-setsize={place.of}
      aria-posinset={place.at}
      onPointerLeave={() => onTold(null)}
      onPointerMove={({ clientX, currentTarget }) => {
        const track = currentTarget.querySelector('svg')?.getBoundingClientRect();
        if (track === undefined) return;
        const at = span.fromMs + ((clientX - track.left) / track.width) * (span.toMs - span.fromMs);
        tell(momentsNear(lines, at, span) ?? coming);
      }}
    >
      <Link to="/branches/$code/schedule" params={{ code }} onFocus={() => tell(coming)} onBlur={() => onTold(null)} title={code}>
        {name}
        <span className="unseen">: {coming}</span>
      </Link>
      <div className={classes['track']}>
        <svg viewBox="0 0 1000 24" preserveAspectRatio="none" aria-hidden="true">
          {lines.map((line) => (
            <path key={line.kind} d={marksOf(line, span)} data-kind={line.kind} />
          ))}
        </svg>
        {isQuiet ? <span aria-hidden>{scheduleText(lines)}</span> : null}
      </div>
    </li>
  );
});

/** A stroke for each moment, on the level of its kind. */
function marksOf({ kind, moments }: Line, span: Span): string {
  const y = lanes.indexOf(kind) * 8 + 0.5;
  return moments.map((moment) => `M${Math.round(partOf(span, moment) * 10_000) / 10} ${y}v7`).join('');
}
