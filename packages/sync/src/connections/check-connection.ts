import type { MasterData } from '@branch-sync/db';
import { integer, many2one, type OdooClient, OdooError, readCentralDialect, text } from '@branch-sync/odoo';
import { describeFailure, type Side } from '../failures/catalogue.ts';
import { describeOdooError, placeOf } from '../failures/describe-odoo-error.ts';
import { checkPushToBranch } from './check-push.ts';
import { checkRights } from './check-rights.ts';
import { type BranchSettings, checkSettings } from './check-settings.ts';
import { clockInWords, clockIsOff } from './clock.ts';
import type { ConnectionCheck, Finding } from './connection-check.ts';
import { finding } from './finding.ts';
import { readCompany } from './read-company.ts';
import { isUnverified } from './unverified.ts';

/** What is to be tested. */
export interface ConnectionCheckAsk {
  readonly client: OdooClient;
  readonly side: Side;
  /** For the texts; null for central. */
  readonly branchCode: string | null;
  /** For a branch: central, and what the branch's settings name there; null where central is not set yet. */
  readonly against?: { readonly central: OdooClient; readonly settings: BranchSettings } | null;
  /** What of central's master data the branch takes; null for central. */
  readonly masterData?: MasterData | null;
  /** Ends the test: what was learned by then is the answer. */
  readonly signal: AbortSignal;
}

/**
 * Tries a connection as a run would use it: version, sign-in, user, rights, company, central's decimals, clock; and for a
 * branch whether its settings fit central. What goes wrong with an Odoo becomes a finding; nothing of it is thrown.
 */
export async function checkConnection(ask: ConnectionCheckAsk): Promise<ConnectionCheck> {
  const { client, side, signal } = ask;
  const findings: Finding[] = [];
  const attempt = <T>(work: () => Promise<T>, of: Side = side) => orFinding(ask, of, findings, work);

  const version = await attempt(() => client.version(signal));
  const facts = version === null ? null : await attempt(() => client.connect(signal));
  // The first call that needs the secret: facts may be remembered from before it was changed.
  const user = facts === null ? null : await attempt(() => readUser(client, facts.uid, signal));
  if (version !== null && facts !== null) {
    const transport = facts.transport === 'json2' ? 'JSON-2' : 'XML-RPC';
    findings.unshift(finding('check.reachable', { version: version.text, transport }));
  }
  if (isUnverified(client.connection)) findings.push(finding('check.tls_unverified', {}));
  if (user !== null) findings.push(finding('check.login', { name: user.name, login: user.login }));
  const { masterData } = ask;
  const [rights, push, company, dialect] = await Promise.all([
    user && attempt(() => checkRights(client, side, signal)),
    user && masterData ? attempt(() => checkPushToBranch(client, masterData, signal)) : null,
    user && attempt(() => readCompany(client, user.companyId, signal)),
    user && side === 'central' ? attempt(() => readCentralDialect(client, signal)) : null,
  ]);
  findings.push(...(rights?.findings ?? []), ...(push ?? []));
  const digits = dialect && digitsOf(dialect.saleOrderLine);
  if (digits?.price != null) findings.push(finding('check.price_digits', { digits: String(digits.price) }));
  if (client.clockOffsetMs !== null) findings.push(clockFinding(client.clockOffsetMs));
  const { against } = ask;
  if (against === null) findings.push(finding('check.central_not_set', {}));
  if (against) {
    const fit = await attempt(() => checkSettings(against.central, against.settings, company, signal), 'central');
    findings.push(...(fit ?? []));
  }
  return {
    ok: findings.every(({ level }) => level !== 'error'),
    version: version?.text ?? null,
    transport: facts?.transport ?? null,
    user: user && { id: user.id, name: user.name, login: user.login, timezone: user.timezone },
    company,
    missingRights: rights?.missing ?? [],
    digits,
    clockOffsetMs: client.clockOffsetMs,
    findings,
  };
}

/** What `work` gives, or null and a finding. */
async function orFinding<T>(
  { branchCode, client, against, signal }: ConnectionCheckAsk,
  side: Side,
  findings: Finding[],
  work: () => Promise<T>,
): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof OdooError)) throw error;
    const { url } = (side === 'central' && against ? against.central : client).connection;
    const place = placeOf(side, branchCode, new URL(url).host);
    const { code, message, fix } = signal.aborted
      ? describeFailure(`${side}.timeout`, { place, detail: 'the time for this test was over.' })
      : describeOdooError(error, { side, branchCode });
    // Several calls that fail of one cause are one finding.
    if (!findings.some((one) => one.code === code)) findings.push({ level: 'error', code, message, fix });
    return null;
  }
}

async function readUser(client: OdooClient, uid: number, signal: AbortSignal) {
  const shape = { id: integer(), name: text(), login: text(), tz: text(), company_id: many2one() };
  const [user] = await client.searchRead('res.users', shape, { domain: [['id', '=', uid]], signal });
  return {
    id: uid,
    name: user?.name ?? '',
    login: user?.login ?? client.connection.login,
    timezone: user?.tz ?? null,
    companyId: user?.company_id?.id ?? null,
  };
}

function digitsOf(line: { quantityDigits: number | null; discountDigits: number | null; priceDigits: number | null }) {
  return { quantity: line.quantityDigits, discount: line.discountDigits, price: line.priceDigits };
}

function clockFinding(offsetMs: number): Finding {
  const words = clockInWords(offsetMs);
  return clockIsOff(offsetMs) ? finding('check.clock_off', words) : finding('check.clock', { seconds: words.seconds });
}
