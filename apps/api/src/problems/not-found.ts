import { ProblemError } from './problem-error.ts';

/** The thing that the path names does not exist. */
export function notFound(code: string, detail: string): ProblemError {
  return new ProblemError(404, { code, detail });
}

/** There is no branch of this code, or it is archived. */
export function noSuchBranch(code: string): ProblemError {
  return notFound('branch.not_found', `There is no branch "${code}".`);
}

/** There is no run of this id, or it is so old that it was forgotten. */
export function noSuchRun(): ProblemError {
  return notFound('run.not_found', 'There is no run of this id.');
}

export function noSuchPerson(): ProblemError {
  return notFound('person.not_found', 'There is nobody of this id.');
}

export function noSuchAlertChannel(): ProblemError {
  return notFound('alert_channel.not_found', 'There is no channel of this id.');
}
