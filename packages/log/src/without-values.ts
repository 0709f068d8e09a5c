/** drizzle's errors quote the values of the query, and a value may be anybody's: they are cut off. */
export function withoutValues(text: string): string {
  return text.replace(/\nparams: [\s\S]*?(?=\n {4}at |$)/, '');
}
