import type { AlertRule, BranchStand } from '@branch-sync/db';
import { expect, it } from 'vitest';
import type { AlertFacts } from '../facts.ts';
import { branchesBehind } from './branch-behind.ts';

const at = new Date('2026-11-20T10:00:00Z');
const since = new Date('2026-11-20T09:30:00Z');

const rule: AlertRule = {
  ...{
    id: 'r',
    kind: 'branch_behind',
    enabled: true,
    severity: 'warning',
    minutes: 10,
    orders: null,
    amount: null,
    currency: null,
  },
  ...{ days: null, workers: null, branchIds: null, channelIds: ['mail'], quietFrom: null, quietUntil: null, timezone: 'UTC' },
  ...{ ignoresQuiet: false, remindMinutes: null, createdAt: at, updatedAt: at, archivedAt: null },
};

function aBranch(id: string, offline: BranchStand['offline'] = null): BranchStand {
  const planned = { startsAt: null, everySeconds: 300, cron: null, paused: false, windowFrom: null, windowUntil: null };
  const receive = { branchId: id, kind: 'receive', ...planned, nextDueAt: null, skippedSlots: 0 } as const;
  return {
    id,
    code: id.toUpperCase(),
    name: `Shop ${id}`,
    timezone: 'Europe/Brussels',
    updatedAt: at,
    receive,
    offline,
    cursorAt: null,
  };
}

function factsWith(given: Partial<AlertFacts> = {}): AlertFacts {
  const branches = new Map([aBranch('b1'), aBranch('b2', { since, nextTryAt: null })].map((branch) => [branch.id, branch]));
  const behindSince = new Map([...branches.keys()].map((id) => [id, since]));
  const nothing = { central: null, workers: [], differingDays: [], largeCauses: new Map(), channelsOfCentral: new Set<string>() };
  return { at, branches, behindSince, ...nothing, isCentralWatched: false, ...given };
}

it('tells on the branch’s own clock since when nothing has come through, and whether it answers', () => {
  const [one, other] = branchesBehind(rule, factsWith());
  expect(one).toMatchObject({ subject: 'branch:b1', branchId: 'b1', title: 'Shop b1 (B1) is behind', since, mayOpen: true });
  expect(one?.message).toBe('A receive was due at 2026-11-20 10:30 (Europe/Brussels), and none has come through since.');
  expect(other?.message).toContain('It has not answered since 2026-11-20 10:30 (Europe/Brussels).');
});

it('looks at the rule’s branches alone', () => {
  expect(branchesBehind({ ...rule, branchIds: ['b2'] }, factsWith()).map(({ subject }) => subject)).toEqual(['branch:b2']);
});

const away = { openSince: since, closedAt: null };

it('says nothing of each branch while central is away, to whoever hears of that', () => {
  const told = { central: away, isCentralWatched: true, channelsOfCentral: new Set(['mail']) };
  expect(branchesBehind(rule, factsWith(told)).map(({ mayOpen }) => mayOpen)).toEqual([false, false]);
  const others = { ...told, channelsOfCentral: new Set(['pager']) };
  expect(branchesBehind(rule, factsWith(others)).map(({ mayOpen }) => mayOpen)).toEqual([true, true]);
  expect(branchesBehind(rule, factsWith({ central: away })).map(({ mayOpen }) => mayOpen)).toEqual([true, true]);
});

it('gives branches the rule’s minutes to catch up once central is back', () => {
  const closedAt = new Date('2026-11-20T09:58:00Z');
  const back = { central: { openSince: null, closedAt }, isCentralWatched: true, channelsOfCentral: new Set(['mail']) };
  expect(branchesBehind(rule, factsWith(back)).map(({ countsFrom }) => countsFrom)).toEqual([closedAt, closedAt]);
});
