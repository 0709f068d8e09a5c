import { z } from 'zod';

/** Odoo 18 and newer keep internal notes as JSON: `[{"text": "no sugar", "colorIndex": 0}]`. */
const taggedNotes = z.array(z.object({ text: z.string() }));

/** The texts of a note field, whichever form it has; nothing for an empty one. */
export function noteTexts(note: string | null | undefined): string[] {
  const trimmed = note?.trim() ?? '';
  if (trimmed === '') return [];
  if (!trimmed.startsWith('[')) return [trimmed];
  const parsed = taggedNotes.safeParse(parseJson(trimmed));
  if (!parsed.success) return [trimmed];
  return parsed.data.map(({ text }) => text.trim()).filter((text) => text !== '');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
