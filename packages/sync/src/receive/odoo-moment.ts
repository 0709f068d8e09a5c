/** A Date of Odoo's UTC text `YYYY-MM-DD HH:MM:SS`. */
export function momentToDate(moment: string): Date {
  return new Date(`${moment.replace(' ', 'T')}Z`);
}

/** Odoo's UTC text of a Date, whole seconds, rounded down. */
export function dateToMoment(date: Date): string {
  return date.toISOString().slice(0, 19).replace('T', ' ');
}
