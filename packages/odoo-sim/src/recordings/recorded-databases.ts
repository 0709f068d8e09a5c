import { OdooDatabase } from '../orm/database.ts';
import type { OdooVersion } from '../orm/dialect.ts';
import { insertBasics } from './basics.ts';
import { requireRecording } from './folder.ts';
import { insertRecordedRows, type Recording } from './recorded-rows.ts';
import { addUsers, type CredentialOptions } from './service-users.ts';
import { insertTemplates } from './templates.ts';
import { toVersion16 } from './version-16.ts';

export interface DatabaseSetup extends CredentialOptions {
  readonly version?: OdooVersion;
  readonly clock?: () => Date;
}

/** The central database as recorded from a real Odoo 19: catalogue, taxes, customers, users; no sales orders yet. */
export function recordedCentral(name = 'central', setup: DatabaseSetup = {}): OdooDatabase {
  return databaseOf('central', readRows('central.json'), name, setup);
}

/** A branch as recorded: 1 has 352 paid orders and 6 drafts; 2 rounds taxes per line and has 128 done, 43 paid, 3 drafts. */
export function recordedBranch(number: 1 | 2, name = `branch${number}`, setup: DatabaseSetup = {}): OdooDatabase {
  return databaseOf('branch', readRows(`branch-${number}.json`), name, setup);
}

/** A central database without products, customers or taxes of its own: company, users, units, warehouses, pricelists. */
export function emptyCentral(name = 'central', setup: DatabaseSetup = {}): OdooDatabase {
  const { 'product.product': _products, 'res.partner': _partners, 'account.tax': _taxes, ...rest } = readRows('central.json');
  return databaseOf('central', rest, name, setup);
}

/** A database of these rows, with users who can sign in. */
export function databaseOf(side: 'central' | 'branch', recording: Recording, name: string, setup: DatabaseSetup): OdooDatabase {
  const database = new OdooDatabase({ name, side, version: setup.version ?? 19, ...(setup.clock ? { clock: setup.clock } : {}) });
  insertRecordedRows(database, database.version === 16 ? toVersion16(recording) : recording);
  insertTemplates(database);
  insertBasics(database);
  addUsers(database, setup);
  return database;
}

function readRows(file: string): Recording {
  return requireRecording(file) as Recording;
}
