import { ProblemError } from '../problems/problem-error.ts';

/** The same words for a wrong login as for a wrong password: which accounts there are is nobody's business. */
export function wrongCredentials(what: string): ProblemError {
  return new ProblemError(401, { code: 'sign_in.refused', detail: what });
}

/** They are who they say, and nobody has given them a role here. */
export function notAllowed(detail: string): ProblemError {
  return new ProblemError(403, { code: 'sign_in.not_allowed', detail });
}

/** Who could say does not answer. */
export function cannotBeAsked(detail: string): ProblemError {
  return new ProblemError(503, { code: 'sign_in.cannot_be_asked', detail });
}

/** There is no such way in here. */
export function noSuchWay(): ProblemError {
  return new ProblemError(404, { code: 'sign_in.no_such_way', detail: 'Nobody can sign in this way here.' });
}
