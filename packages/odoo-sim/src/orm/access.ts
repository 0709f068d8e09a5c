import { OdooFault } from './fault.ts';
import { GROUP_NAMES } from './user.ts';

export const OPERATIONS = ['read', 'write', 'create', 'unlink'] as const;
export type Operation = (typeof OPERATIONS)[number];

type ModelRights = Readonly<Record<Operation, readonly string[]>>;

const EVERYBODY = ['base.group_user'];
const SYSTEM = ['base.group_system'];
const POS_USER = ['point_of_sale.group_pos_user'];
const POS_MANAGER = ['point_of_sale.group_pos_manager'];
const SALESMAN = ['sales_team.group_sale_salesman'];
const SALE_MANAGER = ['sales_team.group_sale_manager'];
const PRODUCT_EDITORS = ['product.group_product_manager', 'point_of_sale.group_pos_manager', 'sales_team.group_sale_manager'];
const PARTNER_EDITORS = ['base.group_partner_manager'];
const ACCOUNT_MANAGER = ['account.group_account_manager'];

function edits(read: readonly string[], change: readonly string[], unlink: readonly string[] = change): ModelRights {
  return { read, write: change, create: change, unlink };
}

/** Who may do what, as the modules' access lists of a stock Odoo say for the models in play. */
const RIGHTS: Readonly<Record<string, ModelRights>> = {
  'sale.order': edits(SALESMAN, SALESMAN, SALE_MANAGER),
  'sale.order.line': edits(SALESMAN, SALESMAN),
  'product.product': edits(EVERYBODY, PRODUCT_EDITORS),
  'product.template': edits(EVERYBODY, PRODUCT_EDITORS),
  'product.category': edits(EVERYBODY, PRODUCT_EDITORS),
  'res.partner': edits(EVERYBODY, PARTNER_EDITORS),
  'account.tax': edits(EVERYBODY, ACCOUNT_MANAGER),
  'account.journal': edits([...POS_USER, 'account.group_account_readonly'], ACCOUNT_MANAGER),
  'pos.order': edits(POS_USER, POS_USER, POS_MANAGER),
  'pos.order.line': edits(POS_USER, POS_USER),
  'pos.payment': edits(POS_USER, POS_USER, POS_MANAGER),
  'pos.session': edits(POS_USER, POS_USER, POS_MANAGER),
  'pos.config': edits(POS_USER, POS_MANAGER),
  'pos.payment.method': edits(POS_USER, POS_MANAGER),
  'product.pricelist': edits(EVERYBODY, SALE_MANAGER),
  'stock.warehouse': edits(EVERYBODY, SYSTEM),
  'ir.model.data': edits(SYSTEM, SYSTEM),
  'ir.config_parameter': edits(SYSTEM, SYSTEM),
};
const MASTER_DATA = edits(EVERYBODY, SYSTEM);

const VERBS: Readonly<Record<Operation, string>> = { read: 'access', write: 'modify', create: 'create', unlink: 'delete' };

/** Rights given or taken beyond the stock lists, for whoever is not an administrator. */
export class AccessRights {
  readonly #overrides = new Map<string, boolean>();

  allow(model: string, operation: Operation): void {
    this.#overrides.set(`${model} ${operation}`, true);
  }

  deny(model: string, operation: Operation): void {
    this.#overrides.set(`${model} ${operation}`, false);
  }

  /** Back to what the groups say. */
  reset(model: string, operation: Operation): void {
    this.#overrides.delete(`${model} ${operation}`);
  }

  isAllowed(groups: ReadonlySet<string>, model: string, operation: Operation): boolean {
    if (groups.has('base.group_system')) return true;
    return this.#overrides.get(`${model} ${operation}`) ?? groupsFor(model, operation).some((group) => groups.has(group));
  }
}

/** Odoo's refusal: what, on which model, and the groups that may (measured for create on account.tax). */
export function accessError(model: string, label: string, operation: Operation): OdooFault {
  const groups = groupsFor(model, operation).map((group) => `\t- ${GROUP_NAMES[group] ?? group}`);
  return new OdooFault(
    'AccessError',
    `You are not allowed to ${VERBS[operation]} '${label}' (${model}) records.\n\n` +
      `This operation is allowed for the following groups:\n${groups.join('\n')}\n\nContact your administrator to request access if necessary.`,
  );
}

function groupsFor(model: string, operation: Operation): readonly string[] {
  return (RIGHTS[model] ?? MASTER_DATA)[operation];
}
