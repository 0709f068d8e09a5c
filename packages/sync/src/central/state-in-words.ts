import type { CentralState } from '@branch-sync/db';

/** What a person calls the states of a Sales Order. */
export const stateInWords: Readonly<Record<CentralState, string>> = {
  draft: 'a quotation',
  sent: 'a quotation that was sent',
  sale: 'a confirmed order',
  cancelled: 'cancelled',
  deleted: 'deleted',
};
