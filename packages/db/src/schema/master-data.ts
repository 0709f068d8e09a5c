/** What can be pushed, in the order in which one needs the other. */
export const pushModels = ['account.tax', 'product.product', 'res.partner', 'pos.payment.method'] as const;
export type PushModelName = (typeof pushModels)[number];

/** What wins where a record was changed in the branch since it was last pushed; `ask`: nothing is written until somebody has said. */
export const conflictRules = ['central_wins', 'branch_wins', 'ask'] as const;
export type ConflictRule = (typeof conflictRules)[number];

/** One plain condition on central's records, e.g. `list_price > 0`. */
export interface MasterDataCondition {
  readonly field: string;
  readonly operator: string;
  readonly value: string | number | boolean | readonly (string | number)[];
}

/** What a branch takes of one model. */
export interface MasterDataSelection {
  readonly model: PushModelName;
  /** Our names of the fields; null: those that are carried by default. */
  readonly fields: readonly string[] | null;
  /** Central's categories (product.category, with all below) or tags (product.tag, res.partner.category): records of any of them. */
  readonly categoryIds: readonly number[];
  readonly tagIds: readonly number[];
  /** All of them must hold. */
  readonly conditions: readonly MasterDataCondition[];
}

/** What of central's master data a branch takes, and how. */
export interface MasterData {
  readonly models: readonly MasterDataSelection[];
  readonly conflicts: ConflictRule;
  /** Whether what central has archived is archived in the branch (and what it has taken back, taken back). */
  readonly archive: boolean;
  /** What becomes of a record that somebody has deleted in the branch. */
  readonly deleted: 'make_again' | 'leave';
  /** The branch's shops (pos.config) that the ways of paying are joined to, besides those that have them. */
  readonly tillIds: readonly number[];
  /** Central's pricelist that a product's price is taken from; null: its own list price. */
  readonly pricelistId: number | null;
}

export const noMasterData: MasterData = {
  models: [],
  conflicts: 'central_wins',
  archive: true,
  deleted: 'make_again',
  tillIds: [],
  pricelistId: null,
};
