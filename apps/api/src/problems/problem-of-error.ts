import {
  BranchCodeTakenError,
  isDatabaseAway,
  TooManyFailuresError,
  UnknownBranchesError,
  UnknownChannelsError,
} from '@branch-sync/db';
import { IdempotencyConflictError, RunConflictError } from '@branch-sync/sync';
import type { FastifyError } from 'fastify';
import { fieldErrors } from './field-errors.ts';
import { type ProblemContent, ProblemError } from './problem-error.ts';

interface StatusAndContent {
  readonly status: number;
  readonly content: ProblemContent;
}

/** The answer to an error. What is our own fault says nothing of its cause: that stands in the log, under the request's id. */
export function problemOfError(error: unknown): StatusAndContent {
  if (error instanceof ProblemError) return error;
  if (error instanceof BranchCodeTakenError) {
    const errors = [{ field: 'code', message: 'is the code of another branch' }];
    return { status: 409, content: { code: 'branch.code_taken', detail: error.message, errors } };
  }
  if (error instanceof UnknownBranchesError) {
    const errors = [{ field: 'branches', message: 'must be codes of branches that are there' }];
    return { status: 422, content: { code: 'request.invalid', detail: error.message, errors } };
  }
  if (error instanceof UnknownChannelsError) {
    const errors = [{ field: 'channelIds', message: 'must be channels that are there' }];
    return { status: 422, content: { code: 'request.invalid', detail: error.message, errors } };
  }
  if (error instanceof IdempotencyConflictError) {
    const errors = [{ field: 'Idempotency-Key', message: 'was used for another request' }];
    return { status: 422, content: { code: 'idempotency.conflict', detail: error.message, errors } };
  }
  if (error instanceof TooManyFailuresError) {
    return { status: 422, content: { code: 'failures.too_many', detail: error.message } };
  }
  if (error instanceof RunConflictError) return { status: 409, content: { code: error.code, detail: error.message } };
  if (isFastifyError(error)) {
    if (error.validation !== undefined) return invalidRequest(error, error.validation);
    if (error.statusCode !== undefined && error.statusCode < 500) return refusedRequest(error, error.statusCode);
  }
  if (isDatabaseAway(error)) {
    return { status: 503, content: { code: 'database.away', detail: 'The database does not answer. Try again in a moment.' } };
  }
  return {
    status: 500,
    content: { code: 'internal', detail: 'Something went wrong here. The log has it under this request id.' },
  };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && ('statusCode' in error || 'validation' in error);
}

const partNames: Readonly<Record<string, string>> = { params: 'path', querystring: 'query', headers: 'headers', body: 'body' };

function invalidRequest({ validationContext = 'body' }: FastifyError, found: NonNullable<FastifyError['validation']>) {
  const part = partNames[validationContext] ?? validationContext;
  const errors = fieldErrors(found, part);
  const [first] = errors;
  const detail =
    first === undefined ? `The ${part} is not valid.` : `The ${part} is not valid. ${first.field}: ${first.message}.`;
  return { status: part === 'body' ? 422 : 400, content: { code: 'request.invalid', detail, errors } };
}

/** What Fastify refuses before any schema is asked. Its own words may quote the body: ours do not. */
function refusedRequest({ code, message }: FastifyError, status: number): StatusAndContent {
  // The limiter's error has no code.
  if (status === 429) return { status, content: { code: 'request.too_many', detail: message } };
  switch (code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return refusal(status, 'request.content_type', 'content-type', 'must be application/json');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return refusal(status, 'request.too_large', 'body', 'is larger than this call takes');
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return refusal(status, 'request.empty_body', 'body', 'is empty, though its content-type says JSON');
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return refusal(status, 'request.path', 'path', 'cannot be read, or a part of it is too long');
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return refusal(status, 'request.content_length', 'content-length', 'is not the length of the body');
    default:
      return refusal(status, 'request.malformed', 'body', 'is not valid JSON');
  }
}

function refusal(status: number, code: string, field: string, message: string): StatusAndContent {
  return { status, content: { code, detail: `The request is refused: ${field} ${message}.`, errors: [{ field, message }] } };
}
