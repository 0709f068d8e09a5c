/** A value of a setting in words: texts as they are, nothing as a dash, what has parts as JSON. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value) && value.every((one) => typeof one === 'string' || typeof one === 'number')) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  return JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}
