import { ConfigError } from '@branch-sync/config';
import { ApiProblemError } from '../stack/api-client.ts';
import { CommandError } from './command-error.ts';

export interface ErrorExplanation {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What node, Postgres and its client call the ways in which a database is not to be had. */
const databaseTexts: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there. Is it started, and are host and port right?',
  ENOTFOUND: 'There is no such host. Is the name right?',
  CONNECT_TIMEOUT: 'It does not answer. Is the host right, and does a firewall stand between?',
  '28P01': 'The password is refused.',
  '28000': 'The login is refused.',
  '3D000': 'There is no database of that name.',
  '42501': 'The database user lacks the right to do this.',
};

/** An error in words for people: no stack, no query, no secret. */
export function explainError(error: unknown): ErrorExplanation {
  if (error instanceof ConfigError) return explainConfig(error);
  if (error instanceof CommandError) {
    const [title = error.message, ...lines] = error.message.split('\n');
    return { title, lines };
  }
  if (error instanceof ApiProblemError && error.problem !== null) {
    const { detail, errors = [] } = error.problem;
    return { title: detail, lines: errors.map(({ field, message }) => `${field}: ${message}`) };
  }
  const code = codeOf(error);
  const advice = code === undefined ? undefined : databaseTexts[code];
  if (advice !== undefined) return { title: `A service that is needed is not to be had (${code}).`, lines: [advice] };
  return { title: error instanceof Error ? error.message : String(error), lines: [] };
}

function explainConfig(error: ConfigError): ErrorExplanation {
  const [title = 'The configuration is wrong.', ...lines] = error.message.split('\n');
  return { title, lines: lines.map((line) => line.trim()).filter((line) => line !== '') };
}

/** The first code along an error's causes: drivers wrap what the socket said. */
function codeOf(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code;
    if (at instanceof AggregateError) return codeOf(at.errors[0]);
  }
  return undefined;
}
