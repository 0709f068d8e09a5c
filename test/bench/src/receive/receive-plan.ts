/** How much of receive is measured. */
export interface ReceivePlan {
  /** Orders that go through queue and worker to an Odoo as slow as a real one. */
  readonly receiveOrders: number;
  /** Samples of the two ways that it is held against: there each order takes as long as the one before. */
  readonly naiveOrders: number;
  readonly bareLoadOrders: number;
  /** Orders at which the worker's memory is looked at; each is a multiple of the one before. */
  readonly memorySizes: MemorySizes;
}

export type MemorySizes = readonly [small: number, middle: number, large: number];

/** What the figures are meant to be; five to six minutes on two cores. */
export const fullPlan: ReceivePlan = {
  receiveOrders: 10_000,
  naiveOrders: 500,
  bareLoadOrders: 3_000,
  memorySizes: [1_000, 10_000, 50_000],
};

/** Shows in half a minute that all of it works; its figures say little. */
export const quickPlan: ReceivePlan = {
  receiveOrders: 200,
  naiveOrders: 20,
  bareLoadOrders: 100,
  memorySizes: [50, 100, 500],
};
