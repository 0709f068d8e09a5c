import type { AlertPayload } from '@branch-sync/db';
import { expect, it } from 'vitest';
import { mailText } from './mail-text.ts';

function aPayload(
  title: string,
  type: AlertPayload['type'] = 'alert.opened',
  severity: 'warning' | 'critical' = 'warning',
): AlertPayload {
  const since = '2026-11-20T09:30:00.000Z';
  const branch = { code: 'B1', name: 'Shop', timezone: 'Europe/Brussels' };
  const about = { id: 'a', kind: 'branch_behind', severity, title, message: 'No receive.', branch } as const;
  return {
    type,
    timestamp: since,
    data: { ...about, since, resolvedAt: null, figures: {}, link: 'https://sync.example/branches/B1' },
  };
}

it('bears the name of its one alert, and says how it stands', () => {
  expect(mailText([aPayload('Shop is behind')]).subject).toBe('[branch-sync] Warning: Shop is behind');
  expect(mailText([aPayload('Shop is behind', 'alert.opened', 'critical')]).subject).toBe(
    '[branch-sync] Critical: Shop is behind',
  );
  expect(mailText([aPayload('Shop is behind', 'alert.resolved', 'critical')]).subject).toBe(
    '[branch-sync] Resolved: Shop is behind',
  );
});

it('is one mail of many, the critical ones first', () => {
  const mail = mailText([aPayload('Quiet'), aPayload('Loud', 'alert.opened', 'critical'), aPayload('Over', 'alert.resolved')]);
  expect(mail.subject).toBe('[branch-sync] 2 alerts, 1 resolved');
  expect(mail.text.match(/Loud|Quiet|Over/g)).toEqual(['Loud', 'Quiet', 'Over']);
  expect(mail.text).toContain('Since 2026-11-20 10:30 (Europe/Brussels)');
});

it('lets no name become markup', () => {
  const { html, text } = mailText([aPayload('<img src=x onerror="alert(1)"> & Sons')]);
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; Sons');
  expect(html).not.toContain('<img');
  expect(text).toContain('<img');
});
