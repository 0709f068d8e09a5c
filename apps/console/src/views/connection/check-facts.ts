import type { ConnectionCheck } from '@branch-sync/contract';
import { countOf } from '../../format/money.ts';
import type { StateWords } from '../../format/words.ts';
import type { Fact } from '../../ui/facts.tsx';

/** A clock that is farther off is told by a finding; up to here it is a matter of whole seconds. */
const exactMs = 2_000;

const roundings: Readonly<Record<string, string>> = {
  round_per_line: 'Per line',
  round_globally: 'Per order',
};

/** How a test went, in a word. */
export function verdictOf({ ok, findings }: Pick<ConnectionCheck, 'ok' | 'findings'>): StateWords {
  if (!ok) return { word: 'Does not work', tone: 'bad' };
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  return warnings === 0 ? { word: 'Works', tone: 'good' } : { word: `Works, ${countOf(warnings, 'warning')}`, tone: 'warn' };
}

/** What a test has learned of the other side; what it did not get as far as is left out. */
export function factsOf({ version, transport, user, company, missingRights, digits, clockOffsetMs }: ConnectionCheck): Fact[] {
  const facts: (Fact | null)[] = [
    version === null ? null : { name: 'Odoo', value: version },
    transport === null ? null : { name: 'Transport', value: transport === 'json2' ? 'JSON-2' : 'XML-RPC' },
    user === null ? null : { name: 'User', value: user.name === user.login ? user.name : `${user.name} (${user.login})` },
    user === null ? null : { name: 'User’s time zone', value: user.timezone ?? 'Not set' },
    company === null ? null : { name: 'Company', value: company.name },
    company === null ? null : { name: 'Currency', value: company.currency ?? 'Unknown' },
    company === null ? null : { name: 'Taxes are rounded', value: roundingText(company.taxRoundingMethod) },
    user === null ? null : { name: 'Rights', value: rightsText(missingRights) },
    clockOffsetMs === null ? null : { name: 'Clock', value: clockText(clockOffsetMs) },
    digits === null ? null : { name: 'Decimals kept', value: digitsText(digits) },
  ];
  return facts.filter((fact) => fact !== null);
}

function roundingText(method: string | null): string {
  return method === null ? 'Unknown' : (roundings[method] ?? method);
}

function rightsText(missing: ConnectionCheck['missingRights']): string {
  if (missing.length === 0) return 'None missing';
  return `Missing: ${missing.map(({ model, operation }) => `${operation} ${model}`).join(', ')}`;
}

/** How far the other machine's clock is from ours. */
export function clockText(offsetMs: number): string {
  if (Math.abs(offsetMs) < exactMs) return 'Agrees with ours';
  return `${Math.round(Math.abs(offsetMs) / 1_000)} s ${offsetMs > 0 ? 'ahead of' : 'behind'} ours`;
}

function digitsText({ quantity, discount, price }: NonNullable<ConnectionCheck['digits']>): string {
  const one = (digits: number | null) => (digits === null ? 'all' : String(digits));
  return `Quantity ${one(quantity)}, discount ${one(discount)}, price ${one(price)}`;
}
