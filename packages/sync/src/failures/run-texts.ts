import type { CatalogueEntry } from './texts.ts';

/** What can go wrong with a run itself. */
export const runTexts = {
  'central.not_set': {
    class: 'permanent',
    message: 'There is no central connection yet.',
    fix: 'Set it with PUT /api/central, and test it.',
  },
  'secret.unreadable': {
    class: 'permanent',
    message: 'The stored secret of {place} cannot be opened: {detail}',
    fix: 'Start with the ENCRYPTION_KEYS that it was stored with, or set the secret again.',
  },
  'branch.offline': {
    class: 'transient',
    message: '{branch} has not answered since {since}. The run waits for it.',
    fix: 'Nothing to do if the line is down: the branch is tried again by itself. “Receive now” tries it at once.',
  },
  'central.offline': {
    class: 'transient',
    message: 'Central has not answered since {since}. The run for {branch} waits for it, as all others do.',
    fix: 'Look at central’s Odoo server and its proxy. It is tried again every minute, and all branches go on by themselves.',
  },
  'branch.closed': {
    class: 'waiting',
    message: '{branch} does not answer, and its day is over: it is open from {from} until {until} ({timezone}). The run waits.',
    fix: 'Nothing to do: it goes on when the branch opens. If these are not its hours, correct the window of its schedule.',
  },
  'run.gave_up': {
    class: 'permanent',
    message: 'The run for {branch} was stopped too often to go on: {detail}',
    fix: 'Look at the workers’ logs (memory, restarts), then start the run again: what came in is safe.',
  },
  'run.internal': {
    class: 'transient',
    message: 'The run for {branch} failed inside branch-sync itself: {detail}',
    fix: 'It is tried again by itself. If it lasts, report it with the run’s id and the worker’s log.',
  },
} as const satisfies Record<string, CatalogueEntry>;
