/** How much of receive is measured. */
export interface ReceivePlan {
  /** Orders that go through queue and worker to an Odoo as slow as a real one. */
  readonly receiveOrders: number;
  /** Samples of the two ways that it is held against: there each order takes as long as the one before. */
  readonly naiveOrders: number;
  /** Orders that go in by bare `load` calls, and the same way through queue and worker. */
  readonly limitOrders: number;
  /** Orders at which the worker's memory is looked at; each is a multiple of the one before. */
  readonly memorySizes: MemorySizes;
}

export type MemorySizes = readonly [small: number, middle: number, large: number];

/** What the figures are meant to be; a quarter of an hour on two cores. */
export const fullPlan: ReceivePlan = {
  receiveOrders: 10_000,
  naiveOrders: 500,
  limitOrders: 4_000,
  memorySizes: [1_000, 10_000, 100_000],
};

/** Shows in half a minute that all of it works; its figures say little. */
export const quickPlan: ReceivePlan = {
  receiveOrders: 200,
  naiveOrders: 20,
  limitOrders: 200,
  memorySizes: [50, 100, 500],
};
