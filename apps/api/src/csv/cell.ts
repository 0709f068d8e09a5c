/** More does not go into a cell of a spreadsheet: it would spill over into the next rows. */
const longestCell = 32_000;

/** A text as a cell holds it: what is too long for one is cut, and ends in an ellipsis. */
export function cellOf(text: string): string {
  return text.length <= longestCell ? text : `${text.slice(0, longestCell)}…`;
}
