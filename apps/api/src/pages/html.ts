/** Markup that is safe to put into a page as it is. */
export interface Html {
  readonly markup: string;
}

/** A template of markup: values are escaped, unless they are markup themselves; null leaves nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | null)[]): Html {
  const pieces = values.map((value) => (value === null ? '' : typeof value === 'string' ? escapeHtml(value) : value.markup));
  return { markup: parts.reduce((page, part, index) => `${page}${part}${pieces[index] ?? ''}`, '') };
}

/** Pieces of markup, one after another. */
export function all(pieces: readonly Html[]): Html {
  return { markup: pieces.map(({ markup }) => markup).join('\n') };
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
