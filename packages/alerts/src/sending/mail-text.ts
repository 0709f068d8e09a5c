import type { AlertPayload } from '@branch-sync/db';
import { counted, timeIn } from '../words.ts';

/** A mail, as it is read. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

type Payloads = readonly [AlertPayload, ...AlertPayload[]];

const sections = [
  { type: 'alert.opened', heading: 'New' },
  { type: 'alert.reminder', heading: 'Still so' },
  { type: 'alert.resolved', heading: 'Resolved' },
  { type: 'alert.test', heading: 'Test' },
] as const;

/** One mail for all that there is to tell: of one alert it bears the name, of several their numbers. */
export function mailText(payloads: Payloads): MailText {
  const parts = sections.flatMap(({ type, heading }) => {
    const told = payloads.filter((payload) => payload.type === type).sort(mostUrgentFirst);
    return told.length === 0 ? [] : [{ heading, told }];
  });
  return {
    subject: subjectOf(payloads),
    text: parts.map(({ heading, told }) => [`${heading}:`, ...told.map(plain)].join('\n\n')).join('\n\n\n'),
    html: `<html><body>${parts.map(({ heading, told }) => `<h2>${heading}</h2>${told.map(marked).join('')}`).join('')}</body></html>`,
  };
}

function subjectOf(payloads: Payloads): string {
  const [{ type, data }] = payloads;
  if (payloads.length === 1) {
    const lead =
      type === 'alert.resolved'
        ? 'Resolved'
        : type === 'alert.test'
          ? 'Test'
          : data.severity === 'critical'
            ? 'Critical'
            : 'Warning';
    return `[branch-sync] ${lead}: ${data.title}`;
  }
  const over = payloads.filter((payload) => payload.type === 'alert.resolved').length;
  const standing = payloads.length - over;
  const numbers = [...(standing > 0 ? [counted(standing, 'alert')] : []), ...(over > 0 ? [`${over} resolved`] : [])];
  return `[branch-sync] ${numbers.join(', ')}`;
}

function mostUrgentFirst(one: AlertPayload, other: AlertPayload): number {
  return Number(other.data.severity === 'critical') - Number(one.data.severity === 'critical');
}

function plain({ data }: AlertPayload): string {
  return [
    `- ${data.title}${data.severity === 'critical' ? ' (critical)' : ''}`,
    `  ${data.message}`,
    `  Since ${sinceOf(data)}`,
    `  ${data.link}`,
  ].join('\n');
}

function marked({ data }: AlertPayload): string {
  const title = `<strong>${escaped(data.title)}</strong>${data.severity === 'critical' ? ' (critical)' : ''}`;
  return `<p>${title}<br>${escaped(data.message)}<br>Since ${escaped(sinceOf(data))}<br><a href="${escaped(data.link)}">${escaped(data.link)}</a></p>`;
}

const sinceOf = ({ since, branch }: AlertPayload['data']) => timeIn(branch?.timezone ?? 'UTC', new Date(since));

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
