import { sql } from 'drizzle-orm';
import { links } from '../schema/mappings.ts';

const kept = (column: typeof links.centralName | typeof links.centralState | typeof links.checkedAt) =>
  sql`case when ${links.centralId} = excluded.central_id then ${column} end`;

/** Of an upsert of links: what is known of central's record holds as long as the link goes to the same one. */
export const ifStillTheSame = {
  centralName: kept(links.centralName),
  centralState: kept(links.centralState),
  checkedAt: kept(links.checkedAt),
};
