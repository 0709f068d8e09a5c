import { scheduleSentence } from '../../format/schedule.ts';
import { clockText } from '../../format/time.ts';
import { runKinds } from '../../format/words.ts';
import type { Span } from './span.ts';
import type { Line } from './timeline.ts';

/** So far from the pointer a moment is still meant, as a part of what is shown. */
const near = 0.008;
const namedAtMost = 3;

/** What begins about a moment; null where nothing does. */
export function momentsNear(lines: readonly Line[], atMs: number, { fromMs, toMs }: Span): string | null {
  const withinMs = near * (toMs - fromMs);
  const found = lines.flatMap(({ kind, moments }) =>
    moments
      .filter((moment) => Math.abs(moment - atMs) <= withinMs)
      .slice(0, namedAtMost)
      .map((moment) => `${runKinds[kind].toLowerCase()} at ${clockText(moment)}`),
  );
  return found.length === 0 ? null : found.join(', ');
}

/** The next moments, by kind: `receive at 14:05, 14:20, 14:35 and 20 later; push: by hand only`. */
export function comingText(lines: readonly Line[], nowMs: number): string {
  if (lines.length === 0) return 'nothing of this kind';
  return lines.map((line) => lineText(line, nowMs)).join('; ');
}

/** Why there is no moment to show. */
export function scheduleText(lines: readonly Line[]): string {
  if (lines.length === 0) return 'Nothing of this kind';
  return lines.map((line) => `${runKinds[line.kind]}: ${rhythmText(line)}`).join(' · ');
}

function lineText(line: Line, nowMs: number): string {
  const kind = runKinds[line.kind].toLowerCase();
  const coming = line.moments.filter((moment) => moment >= nowMs);
  if (coming.length === 0) return `${kind}: ${rhythmText(line)}`;
  const named = coming.slice(0, namedAtMost).map((moment) => clockText(moment));
  const rest = coming.length - named.length;
  return `${kind} at ${named.join(', ')}${rest === 0 ? '' : ` and ${rest}${line.isTruncated ? ' or more' : ''} later`}`;
}

function rhythmText(line: Line): string {
  const sentence = scheduleSentence(line, line.timezone, null, null);
  return `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`;
}
