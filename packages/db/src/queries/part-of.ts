/** The pattern of `like` for whatever holds the text: `%` and `_` in what a person types are meant as they are. */
export function partOf(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
