/**
 * Datetimes are kept as Odoo's text, `YYYY-MM-DD HH:MM:SS`, UTC; `write_date` and `create_date` carry microseconds behind it,
 * which RPC never shows but comparisons on Odoo 16 see. Such texts sort as the moments do.
 */
export type DatetimeText = string;

const SECONDS_LENGTH = 'YYYY-MM-DD HH:MM:SS'.length;

/** The text that RPC shows: whole seconds. */
export function toSeconds(text: DatetimeText): string {
  return text.length > SECONDS_LENGTH ? text.slice(0, SECONDS_LENGTH) : text;
}

/** A moment as the database keeps it; `micros` (0 to 999) is what a JavaScript date cannot hold. */
export function toDatabaseText(moment: Date, micros = 0): DatetimeText {
  const iso = moment.toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 23)}${String(micros).padStart(3, '0')}`;
}

/** A moment in whole seconds, as a user types it. */
export function toSecondsText(moment: Date): DatetimeText {
  return toSeconds(toDatabaseText(moment));
}

/** The moment that a stored text names, to the millisecond. */
export function toDate(text: DatetimeText): Date {
  return new Date(`${text.slice(0, 10)}T${text.length > 10 ? text.slice(11, 23) : '00:00:00'}Z`);
}
