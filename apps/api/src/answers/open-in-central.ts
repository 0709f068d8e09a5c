import { type Database, findCentral } from '@branch-sync/db';
import { connectionFactsSchema } from '@branch-sync/odoo';
import { z } from 'zod';

const factsSchema = z.object({ connection: connectionFactsSchema });

/** The page of a Sales Order in central's Odoo; null for none, and where central's version is not known. */
export type OpenInCentral = (saleOrderId: number | null) => string | null;

/** Since 18 Odoo's pages have paths of their own; before, the place stands behind the hash. */
const firstWithPaths = 18;

/** Makes links to central's Sales Orders by what its last contact has taught. */
export async function openInCentral(db: Database): Promise<OpenInCentral> {
  const central = await findCentral(db);
  const version = factsSchema.safeParse(central?.facts).data?.connection.version;
  if (central === undefined || version === undefined) return () => null;
  const pageOf = (id: number) =>
    version.major >= firstWithPaths
      ? `${central.url}/odoo/sales/${id}`
      : `${central.url}/web#id=${id}&model=sale.order&view_type=form`;
  return (id) => (id === null ? null : pageOf(id));
}
