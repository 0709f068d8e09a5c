import type { NewsTopic } from '@branch-sync/contract';

/**
 * What an answer is about: the first part of every query's key, so that news of a topic makes what is shown of it be asked for anew. `overview` is
 * of everything; `settings` changes by people's hands only, and by none of the news; `records` are an Odoo's own, which nothing that is done here changes.
 */
export type Topic = NewsTopic | 'overview' | 'settings' | 'records';
