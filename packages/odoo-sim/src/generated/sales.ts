import { taxesOf } from '../models/account-tax.ts';
import { ADMIN_ID, type OdooDatabase, type PendingRecord } from '../orm/database.ts';
import { toDatabaseText, toSecondsText } from '../orm/datetime.ts';
import { displayName } from '../orm/display-name.ts';
import { idOf, idsOf, numberOf, type Row, type StoredValue, textOf, type Values } from '../orm/value.ts';
import { lineAmounts, orderAmounts } from '../taxes/order-amounts.ts';
import type { Amounts, RoundingMethod, Tax } from '../taxes/tax.ts';
import type { Random } from './random.ts';

export interface SalesPlan {
  readonly orders: number;
  readonly linesPerOrder: readonly [min: number, max: number];
  /** Share of orders that give an earlier one back. */
  readonly refundShare: number;
  readonly roundingMethod: RoundingMethod;
  /** The last sale is made just before. */
  readonly endsAt: Date;
  readonly spanDays: number;
}

/** What a till sells by: mostly pieces, now and then by weight, in grams (more decimals than central keeps). */
const QUANTITIES = [...Array.from({ length: 12 }, () => 1), 2, 2, 2, 3, 3, 0.5, 1.25, 0.335];
const DISCOUNTS = [...Array.from({ length: 15 }, () => 0), 5, 10, 20, 33.33];
const DAY_MS = 24 * 60 * 60 * 1000;
/** From the first article to the payment, which commits the order. */
const TILL_MS = 2000;

/** An order as the till has it, before the database does. */
interface Sale {
  readonly order: Record<string, StoredValue>;
  readonly lines: readonly Values[];
  readonly payment: Values;
}

/** An order that can be given back. */
interface Sold {
  readonly orderId: number;
  readonly name: string;
  readonly lines: readonly (Values & { readonly id: number })[];
}

/** Sells: orders with lines and payments, oldest first, totals computed as the till computes them. */
export class Till {
  readonly #database: OdooDatabase;
  readonly #random: Random;
  readonly #plan: SalesPlan;
  readonly #taxes: ReadonlyMap<number, Tax>;
  readonly #products: readonly Row[];
  readonly #cashiers: readonly number[];
  readonly #customers: readonly number[];
  #lastNumber = 0;
  /** What was given back is not given back again. */
  #returnable: Sold | null = null;

  constructor(database: OdooDatabase, random: Random, plan: SalesPlan) {
    this.#database = database;
    this.#random = random;
    this.#plan = plan;
    const taxIds = database.table('account.tax').ids();
    const taxes = database.transaction(ADMIN_ID, {}, (env) => taxesOf(env, taxIds));
    this.#taxes = new Map(taxes.map((tax) => [tax.id, tax]));
    this.#products = database.records('product.product');
    this.#cashiers = database
      .records('res.users')
      .filter((row) => textOf(row, 'login').startsWith('cashier'))
      .map((row) => row.id);
    this.#customers = database
      .records('res.partner')
      .filter((row) => textOf(row, 'ref') !== '')
      .map((row) => row.id);
  }

  /** All sales of the plan, spread over its days. */
  sellAll(): void {
    const { orders, endsAt, spanDays } = this.#plan;
    const startMs = endsAt.getTime() - spanDays * DAY_MS;
    const stepMs = (spanDays * DAY_MS) / Math.max(orders, 1);
    for (let place = 0; place < orders; place += 1) {
      this.#sellNext(new Date(startMs + place * stepMs + this.#random.next() * stepMs));
    }
  }

  /** One more sale or refund, paid and committed now by the database's clock. Gives the order's id. */
  sell(): number {
    return this.#sellNext(this.#justNow());
  }

  /** An order that nobody has paid yet (see `payLate`). Gives its id. */
  ringUp(): number {
    const { order, lines, payment } = this.#sale(this.#justNow());
    const draft = { ...order, state: 'draft', name: '/', amount_paid: 0 };
    return this.#insert({ order: draft, lines, payment }, { isPaid: false }).orderId;
  }

  /** A sale in a slow transaction: its id is taken and its `write_date` set now, others see it at `commit()`. */
  beginSale(): PendingRecord {
    const sale = this.#sale(this.#justNow());
    const id = this.#database.table('pos.order').nextId();
    return { id, commit: () => void this.#insert(sale, { id }) };
  }

  #justNow(): Date {
    return new Date(this.#database.clock().getTime() - TILL_MS);
  }

  #sellNext(at: Date): number {
    const last = this.#returnable;
    if (last !== null && this.#random.chance(this.#plan.refundShare)) {
      this.#returnable = null;
      return this.#insert(this.#refund(at, last)).orderId;
    }
    this.#returnable = this.#insert(this.#sale(at));
    return this.#returnable.orderId;
  }

  #nextNumber(): number {
    this.#lastNumber += 1;
    return this.#lastNumber;
  }

  #sale(at: Date): Sale {
    const number = this.#nextNumber();
    const [least, most] = this.#plan.linesPerOrder;
    const lines = Array.from({ length: this.#random.between(least, most) }, () => {
      const product = this.#random.pick(this.#products);
      return this.#line(product, {
        qty: this.#random.pick(QUANTITIES),
        discount: this.#random.pick(DISCOUNTS),
        price_unit: numberOf(product, 'lst_price'),
      });
    });
    return this.#compose(number, at, `Shop - ${String(number).padStart(6, '0')}`, lines, false);
  }

  #refund(at: Date, sold: Sold): Sale {
    const number = this.#nextNumber();
    const products = new Map(this.#products.map((row) => [row.id, row]));
    const lines = sold.lines.flatMap((line) => {
      const product = products.get(idOf(line, 'product_id') ?? 0);
      const given = {
        qty: -numberOf(line, 'qty'),
        discount: numberOf(line, 'discount'),
        price_unit: numberOf(line, 'price_unit'),
      };
      return product ? [{ ...this.#line(product, given), refunded_orderline_id: line.id }] : [];
    });
    return this.#compose(number, at, `${sold.name} REFUND`, lines, sold.orderId);
  }

  #line(product: Row, given: { readonly qty: number; readonly discount: number; readonly price_unit: number }): Values {
    const taxIds = idsOf(product, 'taxes_id');
    const name = displayName(this.#database, 'product.product', product.id);
    const line = {
      ...given,
      product_id: product.id,
      full_product_name: name,
      tax_ids: taxIds,
      tax_ids_after_fiscal_position: taxIds,
    };
    const amounts = lineAmounts(this.#taxable(line), this.#plan.roundingMethod);
    const note = this.#random.chance(0.05) ? 'no sugar — à emporter' : false;
    return {
      ...line,
      uuid: this.#random.uuid(),
      price_subtotal: amounts.untaxed,
      price_subtotal_incl: amounts.total,
      product_uom_id: idOf(product, 'uom_id') ?? false,
      customer_note: note,
      price_type: 'original',
    };
  }

  #taxable(line: Values) {
    const taxes = idsOf(line, 'tax_ids').flatMap((id) => this.#taxes.get(id) ?? []);
    return {
      quantity: numberOf(line, 'qty'),
      priceUnit: numberOf(line, 'price_unit'),
      discount: numberOf(line, 'discount'),
      taxes,
    };
  }

  #compose(number: number, at: Date, name: string, lines: readonly Values[], refundedOrderId: number | false): Sale {
    const writtenAt = toDatabaseText(new Date(at.getTime() + TILL_MS), number % 1000);
    const stamps = { create_date: writtenAt, write_date: writtenAt, create_uid: ADMIN_ID, write_uid: ADMIN_ID };
    const amounts = orderAmounts(
      lines.map((line) => this.#taxable(line)),
      this.#plan.roundingMethod,
    );
    const order = { ...this.#orderColumns(number, at, name, amounts), ...stamps, refunded_order_id: refundedOrderId };
    const payment = { ...this.#payment(at, amounts.total), ...stamps };
    return { order, lines: lines.map((line) => ({ ...line, ...stamps })), payment };
  }

  #insert(sale: Sale, { id, isPaid = true }: { readonly id?: number; readonly isPaid?: boolean } = {}): Sold {
    const orderId = this.#database.insertRaw('pos.order', { ...sale.order, ...(id === undefined ? {} : { id }) });
    const lines = sale.lines.map((line) => {
      const whole = { ...line, order_id: orderId };
      return { ...line, id: this.#database.insertRaw('pos.order.line', whole) };
    });
    if (isPaid) this.#database.insertRaw('pos.payment', { ...sale.payment, pos_order_id: orderId });
    return { orderId, name: textOf(sale.order, 'name'), lines };
  }

  #orderColumns(number: number, at: Date, name: string, amounts: Amounts): Record<string, StoredValue> {
    const noteField = this.#database.version === 16 ? 'note' : 'general_customer_note';
    return {
      name,
      uuid: this.#random.uuid(),
      pos_reference: `260-1-${String(number).padStart(6, '0')}`,
      tracking_number: String(number),
      state: 'paid',
      date_order: toSecondsText(at),
      amount_total: amounts.total,
      amount_tax: amounts.tax,
      amount_paid: amounts.total,
      user_id: this.#random.pick(this.#cashiers),
      partner_id: this.#random.chance(0.3) ? this.#random.pick(this.#customers) : false,
      company_id: 1,
      session_id: 1,
      config_id: 1,
      currency_id: 1,
      [noteField]: this.#random.chance(0.05) ? 'gift <wrap> & bow' : '',
      source: 'pos',
    };
  }

  #payment(at: Date, amount: number): Values {
    const method = this.#random.chance(0.4) ? 1 : 2;
    return {
      amount,
      payment_method_id: method,
      payment_date: toSecondsText(at),
      session_id: 1,
      is_change: false,
      uuid: this.#random.uuid(),
      company_id: 1,
      currency_id: 1,
    };
  }
}
