import { branches, central, createSecretBox } from '@branch-sync/db';
import { generatedBranch, type OdooDatabase, recordedCentral } from '@branch-sync/odoo-sim';
import { eq } from 'drizzle-orm';
import { inject, onTestFinished } from 'vitest';
import { onServer } from '../../harness/database.ts';
import { startSmtpServer } from '../../harness/smtp-server.ts';
import { aWorld, type TestBranch, type World } from '../../harness/world.ts';
import { selection, take } from '../push/a-push-world.ts';
import { personalCanaries as person, secretCanaries as secrets } from './canaries.ts';

export interface CanaryWorld {
  readonly world: World;
  readonly branches: Readonly<Record<'good' | 'failing' | 'refused' | 'echo' | 'json2', TestBranch>>;
  /** For processes: with canaries in every secret variable that a world can have. */
  readonly environment: Readonly<Record<string, string>>;
  /** Central’s customer who is pushed. */
  readonly pushedId: number;
}

/** A world in which every secret, and every field about a person, is a canary. */
export async function aCanaryWorld(): Promise<CanaryWorld> {
  // First of all, so that it goes last: the databases that it works on go before.
  const user = await aDatabaseUser();
  const shop = (name: string, seed: number, password: string, orders = 4) =>
    generatedBranch({ name, seed, orders, refundShare: 0, password });
  const odoos = [
    shop('good', 91, secrets.branchPassword),
    shop('failing', 92, secrets.branchPassword, 1),
    shop('refused', 93, 'another-password'),
    shop('echo', 94, secrets.echoedPassword),
    generatedBranch({ name: 'json2', seed: 95, orders: 4, refundShare: 0, apiKey: secrets.branchApiKey }),
  ] as const;
  for (const odoo of odoos) sellToCanaries(odoo);
  const world = await aWorld(odoos, { central: recordedCentral('central', { password: secrets.centralPassword }) });
  const [good, failing, refused, echo, json2] = world.branches;
  if (!failing || !refused || !echo || !json2) throw new Error('There are five branches.');

  const key = { id: 'canary', key: Buffer.from(secrets.encryptionKey, 'base64') };
  const box = createSecretBox([key]);
  const { db } = world.database;
  const passwords = [
    [good, secrets.branchPassword],
    [failing, secrets.branchPassword],
    [refused, secrets.refusedPassword],
    [echo, secrets.echoedPassword],
    [json2, secrets.branchApiKey],
  ] as const;
  for (const [{ id }, secret] of passwords) {
    const secretEnvelope = box.seal(secret, { table: 'branches', row: id, field: 'secret' });
    await db.update(branches).set({ secretEnvelope, customerRule: 'match_and_create' }).where(eq(branches.id, id));
  }
  await db
    .update(central)
    .set({ secretEnvelope: box.seal(secrets.centralPassword, { table: 'central', row: '1', field: 'secret' }) });
  const anna = world.central.users.find(({ login }) => login === 'anna');
  if (anna === undefined) throw new Error('Central has an Anna.');
  anna.password = secrets.personPassword;
  world.central.setGroups(anna, ['base.group_system']);
  for (const right of ['create', 'write'] as const) world.central.allow('res.partner', right);
  await take(world, good, { models: [selection('res.partner')], conflicts: 'ask' });
  const { pushedName: name, pushedEmail: email, pushedPhone: phone, pushedVat: vat } = person;
  const pushedId = world.central.insert('res.partner', { name, email, phone, vat, parent_id: false });

  // A mail server that echoes what it was sent.
  const smtp = await startSmtpServer({ password: secrets.smtpPassword, answers: { AUTH: `535 not "${secrets.smtpPassword}"` } });
  const url = new URL(world.database.url);
  url.username = user;
  url.password = secrets.databasePassword;
  const environment = {
    PATH: process.env['PATH'] ?? '',
    DATABASE_URL: url.href,
    ENCRYPTION_KEYS: `canary:${secrets.encryptionKey}`,
    ODOO_CALL_TIMEOUT_MS: '5000',
    SMTP_URL: smtp.url,
    SMTP_FROM: 'sync@canary.example',
    LOG_LEVEL: 'trace',
    // What is traced stands in the log then.
    OTEL_TRACES_EXPORTER: 'console',
    WORKER_HEALTH_PORT: '0',
  };
  return { world, branches: { good, failing, refused, echo, json2 }, environment, pushedId };
}

/** The first order is for a customer, by a cashier, and has notes. */
function sellToCanaries(odoo: OdooDatabase): void {
  const order = odoo.records('pos.order').find(({ state }) => state === 'paid');
  const line = odoo.records('pos.order.line').find((one) => one['order_id'] === order?.id);
  if (order === undefined || line === undefined) throw new Error('An order is paid.');
  const customer = odoo.insert('res.partner', {
    name: person.customerName,
    email: person.customerEmail,
    phone: person.customerPhone,
    street: person.customerStreet,
    vat: person.customerVat,
  });
  const cashier = odoo.insert('res.users', { name: person.cashierName, login: 'canary-cashier' });
  odoo.update('pos.order', order.id, { partner_id: customer, user_id: cashier, general_customer_note: person.orderNote });
  odoo.update('pos.order.line', line.id, { customer_note: person.lineNote });
}

/** A user of the database server with a password that is a canary. */
async function aDatabaseUser(): Promise<string> {
  const user = `canary_${process.pid}_${Date.now()}`;
  const server = inject('postgresUrl');
  await onServer(server, (sql) => sql.unsafe(`create role ${user} superuser login password '${secrets.databasePassword}'`));
  onTestFinished(() => onServer(server, async (sql) => void (await sql.unsafe(`drop role ${user}`))));
  return user;
}
