import type { FailureGroup } from '@branch-sync/contract';

/** The codes of groups, each once, by their words; the one that is filtered by is among them. */
export function codesOf(groups: readonly Pick<FailureGroup, 'code'>[], chosen: string | undefined): readonly string[] {
  const codes = new Set(groups.map(({ code }) => code));
  if (chosen !== undefined) codes.add(chosen);
  return [...codes].sort((a, b) => codeText(a).localeCompare(codeText(b)));
}

/** A code of the catalogue as people read it: `product.not_found` is `Product: not found`. */
export function codeText(code: string): string {
  const [subject = '', ...rest] = code.replaceAll('_', ' ').split('.');
  return `${subject.charAt(0).toUpperCase()}${subject.slice(1)}${rest.length === 0 ? '' : `: ${rest.join(' ')}`}`;
}
