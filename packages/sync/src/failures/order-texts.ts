import type { CatalogueEntry } from './texts.ts';

/**
 * What can be wrong with one POS order. `{order}` reads `Shop/0042 (260-1-000042) of 2026-11-20, 12.50 USD`;
 * `{branch}` is the branch's code and name.
 */
export const orderTexts = {
  'product.not_found': {
    class: 'permanent',
    message: 'Product {product} is not known in central. Order {order} of {branch} waits for it.',
    fix: 'Create the product in central with the same barcode or internal reference, or link the two by hand; then retry.',
  },
  'product.ambiguous': {
    class: 'permanent',
    message: 'Product {product} fits more than one product in central ({candidates}). Order {order} of {branch} waits.',
    fix: 'Make barcode and internal reference unique in central, or link the right product by hand; then retry.',
  },
  'product.gone': {
    class: 'permanent',
    message: 'Product {product} is linked to a product that central no longer has. Order {order} of {branch} waits.',
    fix: 'Link the product again, or create it in central with the same barcode or internal reference; then retry.',
  },
  'unit.differs': {
    class: 'permanent',
    message:
      'Product {product} is sold in {branchUnit} in the branch and in {centralUnit} in central. Order {order} of {branch} waits.',
    fix: 'Give the product the same unit on both sides, or link the two units by hand if they are the same thing; then retry.',
  },
  'tax.not_found': {
    class: 'permanent',
    message:
      'Tax “{tax}” has no equal in central (same kind, amount and price-included). Order {order} of {branch} waits for it.',
    fix: 'Create the sales tax in central with the same amount, or link the two by hand; then retry.',
  },
  'tax.ambiguous': {
    class: 'permanent',
    message: 'Tax “{tax}” fits more than one tax in central ({candidates}). Order {order} of {branch} waits.',
    fix: 'Give the right one the same name as in the branch, or link it by hand; then retry.',
  },
  'customer.gone': {
    class: 'permanent',
    message: 'The customer that order {order} of {branch} is for does not exist in central: {detail}',
    fix: 'Correct the branch’s default customer, or the link of this customer; then retry.',
  },
  'salesperson.gone': {
    class: 'permanent',
    message: 'The salesperson of order {order} of {branch} does not exist in central: {detail}',
    fix: 'Correct the branch’s salesperson mapping or default; then retry.',
  },
  'warehouse.gone': {
    class: 'permanent',
    message: 'The warehouse of {branch} does not exist in central: {detail} Order {order} waits.',
    fix: 'Choose another warehouse in the branch’s settings; then retry.',
  },
  'pricelist.gone': {
    class: 'permanent',
    message: 'The pricelist of {branch} does not exist in central: {detail} Order {order} waits.',
    fix: 'Choose another pricelist in the branch’s settings; then retry.',
  },
  'company.gone': {
    class: 'permanent',
    message: 'The company of {branch} does not exist in central, or our user may not work for it: {detail} Order {order} waits.',
    fix: 'Choose another company in the branch’s settings, or allow it to the service user in central; then retry.',
  },
  'currency.differs': {
    class: 'permanent',
    message: 'Order {order} of {branch} is in {branchCurrency}, central would write it in {centralCurrency}.',
    fix: 'Give the branch a pricelist of central in {branchCurrency}; then retry.',
  },
  'order.rejected': {
    class: 'permanent',
    message: 'Central refused order {order} of {branch}: {detail}',
    fix: 'Do what Odoo’s message says; then retry.',
  },
  'order.unreadable': {
    class: 'permanent',
    message: 'Order {order} of {branch} cannot be written as a Sales Order: {detail}',
    fix: 'Look at the order in the branch; correct it there if it can be, then retry.',
  },
} as const satisfies Record<string, CatalogueEntry>;

/** Why an order that came in is flagged, and what is only told. Nothing to retry: the order is in central. */
export const flagTexts = {
  'total.rounding_method': {
    class: 'permanent',
    message:
      'Order {order} of {branch} is {difference} off in central: the branch rounds taxes {branchMethod}, central {centralMethod}.',
    fix: 'Set the same tax rounding method (Accounting settings) on both sides.',
  },
  'total.price_precision': {
    class: 'permanent',
    message: 'Order {order} of {branch} is {difference} off in central: central keeps unit prices at {digits} digits.',
    fix: 'Raise the decimal accuracy of “Product Price” in central.',
  },
  'total.fixed_tax': {
    class: 'permanent',
    message:
      'Order {order} of {branch} is {difference} off in central: a tax of a fixed amount per unit lies on a quantity of which central keeps {digits} digits.',
    fix: 'Raise the decimal accuracy of “Product Unit” in central, so that it holds what the scales say.',
  },
  'total.differs': {
    class: 'permanent',
    message: 'Order {order} of {branch} is {difference} off in central.',
    fix: 'Compare the taxes of the lines on both sides; correct the Sales Order before confirming it.',
  },
  'total.unseen': {
    class: 'permanent',
    message: 'Order {order} of {branch} is in central, but our user does not see it again: its total is not compared.',
    fix: 'Let the service user see all Sales Orders (README, “The two Odoo users”), and compare this one by hand.',
  },
  'total.currency': {
    class: 'permanent',
    message: 'Order {order} of {branch} came in as {centralCurrency} in place of {branchCurrency}.',
    fix: 'Set a pricelist in the right currency for the branch, and correct this Sales Order.',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type FlagCode = keyof typeof flagTexts;
