import type { PosOrder } from './pos-order.ts';

/** A shorter note stands in other words by chance. */
const shortestNote = 4;

/** Takes what is known of an order's people out of a text about it, in which Odoo may quote what it was sent: the customer's name, and notes. */
export function withoutPeople(text: string, { customer, notes, lines }: PosOrder): string {
  const told = customer === null || customer.name === '' ? text : text.replaceAll(customer.name, `customer #${customer.id}`);
  return [...notes, ...lines.flatMap((line) => line.notes)]
    .flatMap((note) => [note, ...note.split('\n')])
    .filter(({ length }) => length >= shortestNote)
    .toSorted((one, other) => other.length - one.length)
    .reduce((rest, note) => rest.replaceAll(note, noteInWords(note)), told);
}

/** What is told of a note that somebody wrote. */
export function noteInWords(note: string): string {
  return `(a note of ${note.length} characters)`;
}
