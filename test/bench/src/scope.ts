/** What was opened, to be closed in the opposite order. */
export interface Scope {
  add(name: string, close: () => Promise<unknown>): void;
}

/** Runs work that opens things, and closes them whichever way it ends; what cannot be closed is told, and stops nothing. */
export async function inScope<Result>(work: (scope: Scope) => Promise<Result>): Promise<Result> {
  const opened: { readonly name: string; readonly close: () => Promise<unknown> }[] = [];
  try {
    return await work({ add: (name, close) => void opened.push({ name, close }) });
  } finally {
    for (const { name, close } of opened.reverse()) {
      await close().catch((error: unknown) => process.stderr.write(`Could not close ${name}: ${String(error)}\n`));
    }
  }
}
