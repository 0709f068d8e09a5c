import type { TransportName } from '@branch-sync/odoo';

/** One thing that a connection test found. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'error';
  readonly code: string;
  readonly message: string;
  /** What to do; null where there is nothing to do. */
  readonly fix: string | null;
}

/** The company that our user works in (res.company): its currency's code and how it rounds taxes. */
export interface CheckedCompany {
  readonly id: number;
  readonly name: string;
  readonly currency: string | null;
  readonly taxRoundingMethod: string | null;
}

/** What a connection test learned; a part is null where the test did not get as far. */
export interface ConnectionCheck {
  /** Whether no finding is an error. */
  readonly ok: boolean;
  /** Odoo's `server_version`. */
  readonly version: string | null;
  readonly transport: TransportName | null;
  readonly user: { readonly id: number; readonly name: string; readonly login: string; readonly timezone: string | null } | null;
  readonly company: CheckedCompany | null;
  readonly missingRights: readonly { readonly model: string; readonly operation: string }[];
  /** Decimals that central's sale.order.line keeps; a null inside: kept as given. Null as a whole for a branch. */
  readonly digits: { readonly quantity: number | null; readonly discount: number | null; readonly price: number | null } | null;
  /** That machine's clock less ours, in milliseconds. */
  readonly clockOffsetMs: number | null;
  readonly findings: readonly Finding[];
}

/** A test that got nowhere, and why. */
export function failedCheck(failure: { readonly code: string; readonly message: string; readonly fix: string }): ConnectionCheck {
  const { code, message, fix } = failure;
  return {
    ok: false,
    version: null,
    transport: null,
    user: null,
    company: null,
    missingRights: [],
    digits: null,
    clockOffsetMs: null,
    findings: [{ level: 'error', code, message, fix }],
  };
}
