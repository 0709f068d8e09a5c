/** What a failure says to people. Names in braces are placeholders. */
export interface FailureText {
  /** What is the matter, in one line without the order that it befell: it names the group of all failures of one cause. */
  readonly title: string;
  /** What happened, to which order of which branch. */
  readonly message: string;
  /** What to do, and where. */
  readonly fix: string;
}

/** The names between braces in a text. */
export type PlaceholdersOf<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | PlaceholdersOf<Rest>
  : never;

/** Fills a text's placeholders. */
export function fillText(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? `{${name}}`);
}
