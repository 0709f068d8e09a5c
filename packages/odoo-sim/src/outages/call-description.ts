/** What a request asks for. Calls that sign in or ask the version have no model; `version` has no database either. */
export interface CallDescription {
  readonly database: string | null;
  readonly model: string | null;
  readonly method: string;
}

/** Which calls are meant; what is left out matches all. */
export interface CallMatch {
  readonly database?: string;
  readonly model?: string;
  readonly method?: string;
  /** The n-th call (from 1) that matches the rest, counted from when the match was set. */
  readonly nth?: number;
}

/** Whether a call is one of those meant, `nth` aside. */
export function isMeant(match: CallMatch, call: CallDescription): boolean {
  return (
    (match.database === undefined || match.database === call.database) &&
    (match.model === undefined || match.model === call.model) &&
    (match.method === undefined || match.method === call.method)
  );
}
