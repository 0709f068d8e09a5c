/**
 * How long a real Odoo takes, unscaled. Measured on Odoo Community 19.0 with PostgreSQL 15 on two cores: `load` of 100 orders
 * of 4 lines, chatter off, 100 orders/s (25 at once: 88/s); `create` one by one, chatter off, 28/s. A fixed cost for each
 * writing call and one for each order explain both: 26 + 100 x 9.74 ms = 1 s, and 26 + 9.74 ms = 1/28 s.
 *
 * Most scripts leave the chatter on and get 16/s. The naive way gets the faster figure here, so that the ratios are not
 * flattered. What a call that only reads costs was not measured for small ones: 5 ms is little for an Odoo, and again in
 * favour of the naive way, which makes more of them.
 */
export const measuredOdoo = {
  readingCallMs: 5,
  /** More than a reading call. */
  writingCallExtraMs: 21,
  perOrderMs: 9.74,
} as const;
