/** Nothing of ours is older or younger, and Postgres has no year 0. */
const [earliest, latest] = [0, Date.UTC(9999, 11, 31)];

/** A moment that a list is asked for with, as Postgres can take it; undefined stays undefined. */
export function askedMoment(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(Math.min(Math.max(Date.parse(text), earliest), latest));
}
