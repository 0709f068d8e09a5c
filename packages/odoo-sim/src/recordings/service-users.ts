import { MAIN_COMPANY_ID } from '../models/company.ts';
import { ADMIN_ID, type OdooDatabase } from '../orm/database.ts';
import { GROUP_NAMES, type SimUser } from '../orm/user.ts';
import { textOf } from '../orm/value.ts';

export interface CredentialOptions {
  /** Password of every user; `demo-password`. */
  readonly password?: string;
  /** API key of the service user; `demo-api-key-NAME` with the database's name. The administrator's has `-admin` behind it. */
  readonly apiKey?: string;
  /** Time zone of every user: what date cells are read in when the context has none. Europe/Brussels, as recorded. */
  readonly timeZone?: string;
}

/** The least groups that do the job, as in the measured databases. */
const SERVICE_GROUPS: Readonly<Record<string, readonly string[]>> = {
  sync_central: [
    'base.group_user',
    'sales_team.group_sale_salesman_all_leads',
    'point_of_sale.group_pos_user',
    'account.group_account_readonly',
  ],
  sync_branch: [
    'base.group_user',
    'point_of_sale.group_pos_manager',
    'product.group_product_manager',
    'base.group_partner_manager',
  ],
};

/** Lets every internal user of `res.users` sign in. */
export function addUsers(database: OdooDatabase, options: CredentialOptions): void {
  const { password = 'demo-password', apiKey = `demo-api-key-${database.name}`, timeZone = 'Europe/Brussels' } = options;
  for (const row of database.records('res.users')) {
    const login = textOf(row, 'login');
    const service = SERVICE_GROUPS[login];
    const isAdmin = row.id === ADMIN_ID;
    const keys = service ? [apiKey] : isAdmin ? [`${apiKey}-admin`] : [];
    const groups = service ?? (isAdmin ? Object.keys(GROUP_NAMES) : ['base.group_user']);
    const user: SimUser = { id: row.id, login, password, apiKeys: keys, groups: new Set(), tz: timeZone, lang: 'en_US' };
    database.users.push(user);
    database.setGroups(user, groups);
    const stored = database.table('res.users').get(row.id);
    if (stored) database.table('res.users').update(stored, { tz: timeZone, lang: 'en_US', company_id: MAIN_COMPANY_ID });
  }
}
