import type { FleetConfig } from '@branch-sync/odoo-sim';

/** A branch of the samples: what the stand-in serves for it, and how it is set up in branch-sync. */
export interface SampleBranch {
  /** The branch's code, and the name of the stand-in's database. */
  readonly code: string;
  readonly name: string;
  readonly timezone: string;
  readonly serves: NonNullable<FleetConfig['branches']>[number];
  /** Ids of central's recording (res.partner, stock.warehouse, product.pricelist). */
  readonly defaultCustomerId: number;
  readonly warehouseId: number;
  readonly pricelistId: number;
}

export const centralDatabase = 'central';

/** Two branches recorded from a real Odoo 19 (the second rounds taxes per line), and a generated one. */
export const sampleBranches: readonly SampleBranch[] = [
  {
    code: 'branch-1',
    name: 'Branch 1, recorded',
    timezone: 'America/Chicago',
    serves: { recorded: 1, name: 'branch-1' },
    defaultCustomerId: 95,
    warehouseId: 3,
    pricelistId: 1,
  },
  {
    code: 'branch-2',
    name: 'Branch 2, recorded, rounds per line',
    timezone: 'America/Chicago',
    serves: { recorded: 2, name: 'branch-2' },
    defaultCustomerId: 96,
    warehouseId: 4,
    pricelistId: 2,
  },
  {
    code: 'branch-3',
    name: 'Branch 3, generated',
    timezone: 'Europe/Brussels',
    serves: { generated: { name: 'branch-3', orders: 400, seed: 3 } },
    defaultCustomerId: 95,
    warehouseId: 1,
    pricelistId: 1,
  },
];

/** Central's salespeople: Anna (7) and Ben (8). */
const anna = 7;
const ben = 8;

/** The three cashiers that every sample branch has (res.users 6, 7, 8), and who in central they sell for. */
export const sampleSalespeople = [
  { remoteUserId: 6, centralUserId: anna },
  { remoteUserId: 7, centralUserId: ben },
  { remoteUserId: 8, centralUserId: anna },
] as const;
