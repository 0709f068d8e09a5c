import { isSecretName, mark, mayHaveSecretFields, redactJson } from '@branch-sync/redaction';
import { withoutValuesInJson } from './without-values.ts';

/** A line of the log, complete, without any secret: by its field's name, its looks or its value. It stays one JSON document. */
export function redactLine(line: string): string {
  const redacted = redactJson(withoutValuesInJson(line));
  if (redacted === line && !mayHaveSecretFields(line)) return line;
  try {
    return `${JSON.stringify(JSON.parse(redacted), (name, value) => (isSecretName(name) && isTold(value) ? mark : value))}\n`;
  } catch {
    // A secret with quotes in it can tear a line apart.
    const [head = '{"level":50'] = /^\{"level":\d+,"time":\d+/.exec(line) ?? [];
    return `${head},"msg":"a line of the log could not be told without a secret"}\n`;
  }
}

/** That there is none, or whether there is one, may be known. */
function isTold(value: unknown): boolean {
  return value !== null && typeof value !== 'boolean';
}
