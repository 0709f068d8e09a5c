import type { AlertCounts, Overview } from '@branch-sync/contract';
import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { alertCountsQuery } from '../api/alerts.ts';
import { overviewQuery } from '../api/overview.ts';
import { countOf } from '../format/money.ts';
import { momentText } from '../format/time.ts';
import type { Tone } from '../format/words.ts';
import type { Line } from '../live/news.ts';
import classes from './shell.module.css';

const lines: Readonly<Record<Line, { readonly word: string; readonly tone: Tone; readonly tell: string }>> = {
  live: { word: 'Live', tone: 'good', tell: 'What changes is shown within seconds.' },
  polling: { word: 'Every 15 s', tone: 'warn', tell: 'The live connection is down: the page asks every 15 seconds instead.' },
  away: { word: 'No line', tone: 'bad', tell: 'branch-sync does not answer. It is tried again by itself.' },
};

interface Sign {
  readonly word: string;
  readonly tone: Tone;
  readonly tell: string;
}

/** How central, the workers and our own line are, and whether alerts stand, wherever one is. */
export function Health({ line }: { readonly line: Line }) {
  const { data } = useQuery(overviewQuery);
  const central = data === undefined ? null : centralSign(data.central);
  const workers = data === undefined ? null : workersSign(data.workers);
  const { data: counts } = useQuery(alertCountsQuery);
  const alerts = counts === undefined ? null : alertsSign(counts);
  return (
    <div className={classes['health']}>
      {alerts === null ? null : (
        <Tooltip label={alerts.tell} multiline maw={320}>
          <Link to="/settings/alerts" className={classes['chip']} data-tone={alerts.tone}>
            <b>Alerts</b> <span>{alerts.word}</span>
          </Link>
        </Tooltip>
      )}
      {central === null ? null : (
        <Tooltip label={central.tell} multiline maw={320}>
          <Link to="/settings" className={classes['chip']} data-tone={central.tone}>
            <b>Central</b> <span>{central.word}</span>
          </Link>
        </Tooltip>
      )}
      {workers === null ? null : (
        <Tooltip label={workers.tell} multiline maw={320}>
          <Link to="/settings/workers" className={classes['chip']} data-tone={workers.tone}>
            <b>Workers</b> <span>{workers.word}</span>
          </Link>
        </Tooltip>
      )}
      <Tooltip label={lines[line].tell} multiline maw={320}>
        <output className={classes['chip']} data-tone={lines[line].tone}>
          {lines[line].word}
        </output>
      </Tooltip>
    </div>
  );
}

/** Nothing stands where none does. */
function alertsSign({ warning, critical }: AlertCounts): Sign | null {
  const all = warning + critical;
  if (all === 0) return null;
  const tell = `${countOf(all, 'alert stands', 'alerts stand')}, ${critical} of them critical.`;
  return { word: `${all} open`, tone: critical > 0 ? 'bad' : 'warn', tell };
}

function centralSign(central: Overview['central']): Sign {
  if (central === null) return { word: 'not set', tone: 'warn', tell: 'No central Odoo is set yet: set it in the settings.' };
  const { circuit, version, lastContactAt } = central;
  if (circuit.state !== 'closed') {
    const since = circuit.offlineSince === null ? '' : ` since ${momentText(circuit.offlineSince)}`;
    return {
      word: 'does not answer',
      tone: 'bad',
      tell: `Central’s Odoo does not answer${since}. Runs wait, and go on by themselves.`,
    };
  }
  if (lastContactAt === null)
    return { word: 'not tried', tone: 'idle', tell: 'Central’s Odoo is set, and was not contacted yet.' };
  return { word: 'answers', tone: 'good', tell: `Odoo ${version ?? ''}, last answer at ${momentText(lastContactAt)}.` };
}

function workersSign({ running, silent, places, busy }: Overview['workers']): Sign {
  if (running === 0)
    return { word: 'none', tone: 'bad', tell: 'No worker runs: nothing is imported or pushed until one is started.' };
  const tell = `${countOf(running, 'worker')}, ${busy} of ${countOf(places, 'place')} taken.`;
  if (silent > 0)
    return {
      word: `${running}, ${silent} silent`,
      tone: 'warn',
      tell: `${tell} ${countOf(silent, 'worker')} not heard of for half a minute.`,
    };
  return { word: `${busy} of ${places} busy`, tone: 'good', tell };
}
