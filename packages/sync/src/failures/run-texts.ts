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
