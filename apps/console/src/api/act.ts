import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ProblemError } from './request.ts';

interface Act<Input, Answer> {
  readonly run: (input: Input) => Promise<Answer>;
  /** What to say when it is done; null: the page shows it by itself. */
  readonly done?: (answer: Answer, input: Input) => string | null;
  readonly after?: (answer: Answer, input: Input) => void;
  /** Whether the caller shows refusals itself (at the fields of a form). */
  readonly isQuiet?: boolean;
}

/** Something that a person does: what is shown is asked for anew afterwards, and a refusal is told in the API's words. */
export function useAct<Input, Answer>({ run, done, after, isQuiet = false }: Act<Input, Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: run,
    async onSuccess(answer, input) {
      const message = done?.(answer, input) ?? null;
      if (message !== null) notifications.show({ message, color: 'green' });
      // What was looked up in an Odoo stays: asking again takes seconds, and nothing of it has changed.
      await client.invalidateQueries({ refetchType: 'active', predicate: ({ queryKey }) => queryKey[0] !== 'records' });
      after?.(answer, input);
    },
    onError(error) {
      if (!isQuiet)
        notifications.show({ title: 'That did not work', message: refusalText(error), color: 'red', autoClose: 12_000 });
    },
  });
}

/** A refusal in words, with what is wrong with single fields. */
export function refusalText(error: Error): string {
  if (!(error instanceof ProblemError)) return error.message;
  const fields = (error.problem.errors ?? []).map(({ field, message }) => `${field} ${message}`);
  return [error.problem.detail, ...fields.filter((text) => !error.problem.detail.includes(text))].join('\n');
}

/** What is wrong with each field of a request, by its path (`receive.everySeconds`). */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ProblemError)) return {};
  return Object.fromEntries((error.problem.errors ?? []).map(({ field, message }) => [field, message]));
}
