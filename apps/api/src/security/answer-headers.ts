import { answerPolicy } from './policies.ts';

/** What every answer says that no route has made: those that come before any hook, too. */
export const bareAnswerHeaders = {
  'content-security-policy': answerPolicy,
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
} as const;
