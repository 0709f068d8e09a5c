import {
  type Branch,
  branchSecretPlace,
  type Central,
  centralSecretPlace,
  type Database,
  findCentral,
  type SecretBox,
  storeBranchFacts,
  storeCentralFacts,
} from '@branch-sync/db';
import {
  type BranchDialect,
  branchDialectSchema,
  type CallObserver,
  type CentralDialect,
  centralDialectSchema,
  connectionFactsSchema,
  createOdooClient,
  type OdooClient,
  type OdooConnection,
  type OdooLimits,
  readBranchDialect,
  readCentralDialect,
} from '@branch-sync/odoo';
import { z } from 'zod';
import { describeFailure, type Side } from '../failures/catalogue.ts';
import { placeOf } from '../failures/describe-odoo-error.ts';
import { wantedLineFields, wantedOrderFields } from '../receive/read-orders.ts';
import { RunStoppedError } from '../runs/run-stopped-error.ts';
import { isUnverified, type OnUnverified } from './unverified.ts';

/** What opening a connection needs of the process. */
export interface ConnectionDeps {
  readonly db: Database;
  readonly secretBox: SecretBox;
  /** Bounds of the calls; a branch's own timeouts go before them. */
  readonly limits: OdooLimits;
  readonly onUnverified: OnUnverified;
  readonly now: () => Date;
  /** Hears of every request to that side, for figures and traces. Left out: nobody does. */
  readonly observeCalls?: (side: Side) => CallObserver;
}

/** Bounds of the calls to one branch, in milliseconds; null or left out: as for all. */
interface Timeouts {
  readonly connectTimeoutMs?: number | null | undefined;
  readonly callTimeoutMs?: number | null | undefined;
}

/** How to reach a branch, as somebody has just said it. */
export type NewConnection = OdooConnection & Timeouts;

/** A client and the way this database's Odoo names things. The caller closes the client. */
export interface OpenConnection<Dialect> {
  readonly client: OdooClient;
  readonly dialect: Dialect;
}

type Reachable = Omit<OdooConnection, 'secret'>;

/** What was learned of a database holds this long, or until it is contradicted: Odoo is upgraded now and then. */
const factsLifetimeMs = 24 * 60 * 60_000;

/** What is asked of a branch; facts of a version of ours that asked otherwise do not count. */
export const wantedOfBranch = { posOrder: wantedOrderFields, posOrderLine: wantedLineFields };

const branchFacts = z.object({
  connection: connectionFactsSchema,
  dialect: branchDialectSchema,
  asked: z.literal(JSON.stringify(wantedOfBranch)),
});
const centralFacts = z.object({ connection: connectionFactsSchema, dialect: centralDialectSchema });

/** A client for a branch, not yet asked anything. Throws `RunStoppedError` (`secret.unreadable`). */
export function branchClient(deps: ConnectionDeps, branch: Branch): OdooClient {
  const secret = openSecret(deps, branch, branchSecretPlace(branch.id), 'branch', branch.code);
  const known = freshFacts(deps, branch, branchFacts);
  tellIfUnverified(deps, branch, 'branch', branch.code);
  return createOdooClient({ ...connectionOf(branch), secret }, limitsOf(deps, branch), {
    facts: known?.connection ?? null,
    observe: deps.observeCalls?.('branch'),
  });
}

/** A client for settings of which there is no branch yet. */
export function newBranchClient(deps: ConnectionDeps, settings: NewConnection): OdooClient {
  tellIfUnverified(deps, settings, 'branch', null);
  return createOdooClient({ ...connectionOf(settings), secret: settings.secret }, limitsOf(deps, settings), {
    observe: deps.observeCalls?.('branch'),
  });
}

function limitsOf({ limits }: ConnectionDeps, { connectTimeoutMs, callTimeoutMs }: Timeouts): OdooLimits {
  return {
    ...limits,
    connectTimeoutMs: connectTimeoutMs ?? limits.connectTimeoutMs,
    callTimeoutMs: callTimeoutMs ?? limits.callTimeoutMs,
  };
}

/**
 * A client for central, not yet asked anything; by a wire that is named, with nothing known of it. Throws `RunStoppedError` (`central.not_set`,
 * `secret.unreadable`).
 */
export async function centralClient(
  deps: ConnectionDeps,
  wire: 'xmlrpc' | null = null,
): Promise<{ client: OdooClient; central: Central }> {
  const central = await findCentral(deps.db);
  if (central === undefined) throw new RunStoppedError(describeFailure('central.not_set', {}));
  const secret = openSecret(deps, central, centralSecretPlace, 'central', null);
  const known = freshFacts(deps, central, centralFacts);
  tellIfUnverified(deps, central, 'central', null);
  return {
    client: createOdooClient({ ...connectionOf(central), ...(wire && { transport: wire }), secret }, deps.limits, {
      facts: wire === null ? (known?.connection ?? null) : null,
      observe: deps.observeCalls?.('central'),
    }),
    central,
  };
}

/**
 * A client for central in somebody's own name. JSON-2 takes keys alone, and people have passwords: where the wire is not set to XML-RPC, both are
 * tried. Throws `RunStoppedError` (`central.not_set`).
 */
export async function centralClientAs(deps: ConnectionDeps, login: string, secret: string): Promise<OdooClient> {
  const central = await findCentral(deps.db);
  if (central === undefined) throw new RunStoppedError(describeFailure('central.not_set', {}));
  tellIfUnverified(deps, central, 'central', null);
  const transport = central.transport === 'xmlrpc' ? 'xmlrpc' : 'auto';
  return createOdooClient({ ...connectionOf(central), transport, login, secret }, deps.limits, {
    isSecretTyped: true,
    observe: deps.observeCalls?.('central'),
  });
}

/**
 * Opens a branch: with what is known of it no call is made, else version, user and fields are asked and kept. `onClient` hears of the client
 * before the first call.
 */
export async function openBranch(
  deps: ConnectionDeps,
  branch: Branch,
  signal: AbortSignal,
  onClient: (client: OdooClient) => void = () => undefined,
): Promise<OpenConnection<BranchDialect>> {
  const client = branchClient(deps, branch);
  onClient(client);
  const known = freshFacts(deps, branch, branchFacts);
  if (known !== null) return { client, dialect: known.dialect };
  return closeIfRefused(client, async () => {
    const connection = await client.connect(signal);
    const dialect = await readBranchDialect(client, wantedOfBranch, signal);
    const asked = JSON.stringify(wantedOfBranch);
    await storeBranchFacts(deps.db, branch.id, { connection, dialect, asked }, branch.updatedAt);
    return dialect;
  });
}

/** Opens central, likewise. */
export async function openCentral(deps: ConnectionDeps, signal: AbortSignal): Promise<OpenConnection<CentralDialect>> {
  const { client, central } = await centralClient(deps);
  const known = freshFacts(deps, central, centralFacts);
  if (known !== null) return { client, dialect: known.dialect };
  return closeIfRefused(client, async () => {
    const connection = await client.connect(signal);
    const dialect = await readCentralDialect(client, signal);
    await storeCentralFacts(deps.db, { connection, dialect }, central.updatedAt);
    return dialect;
  });
}

function tellIfUnverified(deps: ConnectionDeps, row: Reachable, side: Side, branchCode: string | null): void {
  if (isUnverified(row)) deps.onUnverified(placeOf(side, branchCode, new URL(row.url).host));
}

async function closeIfRefused<Dialect>(client: OdooClient, discover: () => Promise<Dialect>): Promise<OpenConnection<Dialect>> {
  try {
    return { client, dialect: await discover() };
  } catch (error) {
    await client.close();
    throw error;
  }
}

function connectionOf({ url, database, login, transport, tlsCa = null, tlsVerify = true }: Reachable) {
  return { url, database, login, transport, tlsCa, tlsVerify };
}

function freshFacts<T>({ now }: ConnectionDeps, row: Branch | Central, schema: z.ZodType<T>): T | null {
  if (row.factsAt === null || now().getTime() - row.factsAt.getTime() > factsLifetimeMs) return null;
  return schema.safeParse(row.facts).data ?? null;
}

function openSecret(
  { secretBox }: ConnectionDeps,
  row: Branch | Central,
  place: Parameters<SecretBox['open']>[1],
  side: Side,
  branchCode: string | null,
): string {
  try {
    return secretBox.open(row.secretEnvelope, place);
  } catch (error) {
    const detail = error instanceof Error ? error.message : 'unknown reason';
    const where = placeOf(side, branchCode, new URL(row.url).host);
    throw new RunStoppedError(describeFailure('secret.unreadable', { place: where, detail }));
  }
}
