/** Somebody who may sign in to a database. The record of the same id in `res.users` holds what others see of them. */
export interface SimUser {
  readonly id: number;
  readonly login: string;
  password: string;
  /** Odoo takes an API key wherever it takes the password by XML-RPC; JSON-2 takes API keys only. */
  readonly apiKeys: string[];
  /** External ids of groups, e.g. `sales_team.group_sale_salesman_all_leads`. */
  readonly groups: Set<string>;
  /** With two-factor sign-in the password opens nothing over RPC, an API key does. */
  hasTwoFactors?: boolean;
  tz: string;
  lang: string;
}

/** The groups in play, by external id, with the name that access errors print (measured: `Accounting/Administrator`). */
export const GROUP_NAMES: Readonly<Record<string, string>> = {
  'base.group_user': 'Role / User',
  'base.group_system': 'Role / Administrator',
  'base.group_partner_manager': 'Contact/Creation',
  'sales_team.group_sale_salesman': 'Sales/User: Own Documents Only',
  'sales_team.group_sale_salesman_all_leads': 'Sales/User: All Documents',
  'sales_team.group_sale_manager': 'Sales/Administrator',
  'point_of_sale.group_pos_user': 'Point of Sale/User',
  'point_of_sale.group_pos_manager': 'Point of Sale/Administrator',
  'account.group_account_readonly': 'Accounting/Read-only',
  'account.group_account_manager': 'Accounting/Administrator',
  'product.group_product_manager': 'Product/Creation',
};

/** Groups that a group brings along. */
const IMPLIED: Readonly<Record<string, readonly string[]>> = {
  'sales_team.group_sale_manager': ['sales_team.group_sale_salesman_all_leads'],
  'sales_team.group_sale_salesman_all_leads': ['sales_team.group_sale_salesman'],
  'sales_team.group_sale_salesman': ['base.group_user'],
  'point_of_sale.group_pos_manager': ['point_of_sale.group_pos_user'],
  'point_of_sale.group_pos_user': ['base.group_user'],
  'account.group_account_manager': ['account.group_account_readonly'],
  'account.group_account_readonly': ['base.group_user'],
  'base.group_system': ['base.group_user'],
};

/** The groups and all that they imply. */
export function withImpliedGroups(groups: Iterable<string>): Set<string> {
  const all = new Set<string>();
  const open = [...groups];
  for (let group = open.pop(); group !== undefined; group = open.pop()) {
    if (all.has(group)) continue;
    all.add(group);
    open.push(...(IMPLIED[group] ?? []));
  }
  return all;
}

/** The ids of the groups and of all that they imply, as `res.users` has them before Odoo 19. */
export function groupIdsOf(groups: Iterable<string>): number[] {
  const names = Object.keys(GROUP_NAMES);
  return [...withImpliedGroups(groups)]
    .map((group) => names.indexOf(group) + 1)
    .filter((id) => id > 0)
    .sort((a, b) => a - b);
}
