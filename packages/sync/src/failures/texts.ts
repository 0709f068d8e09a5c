import type { FailureClass } from '@branch-sync/db';

/** One failure code: its texts in plain language with `{placeholders}`, and what the queue does about it. */
export interface CatalogueEntry {
  /** `transient`: tried again by the queue; `waiting`: the branch will be ready later; `permanent`: a person must act. */
  readonly class: FailureClass;
  readonly message: string;
  readonly fix: string;
}

/** The names between braces in a text. */
export type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** Fills a text's placeholders. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
}
