import { z } from 'zod';
import { Secret } from './secret.ts';

/** Ways of signing in by a form of ours; `oidc` is a way of its own, by a button. */
const forms = ['odoo', 'local', 'key'] as const;
export type SignInWay = (typeof forms)[number];
const ways = [...forms, 'oidc'] as const;

/** Groups by the role that they give; somebody in several has the highest. */
export interface RoleGroups {
  readonly viewer: readonly string[];
  readonly operator: readonly string[];
  readonly admin: readonly string[];
}

/** An OpenID provider that people may sign in with. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Null: a public client, which has PKCE alone. */
  readonly clientSecret: Secret | null;
  /** What the button says. */
  readonly name: string;
  readonly scopes: string;
  /** The claim of the ID token or of userinfo that has a person's groups. */
  readonly groupsClaim: string;
  readonly groups: RoleGroups;
}

/** Who may in, how, and for how long. Times in milliseconds. */
export interface AccessSettings {
  /** Beside the OpenID provider. */
  readonly signInWith: readonly SignInWay[];
  /** External ids of groups of central's Odoo. */
  readonly odooGroups: RoleGroups;
  readonly session: { readonly idleMs: number; readonly maxMs: number };
  /** How often a person's groups are looked up while they work, and how long it goes on where central does not answer. */
  readonly groupCheck: { readonly everyMs: number; readonly graceMs: number };
  readonly oidc: OidcSettings | null;
  /** Opens `/metrics`, and nothing else. */
  readonly metricsToken: Secret | null;
}

const listOf = <Item extends z.ZodType<string, string>>(item: Item) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(item));

const odooGroups = listOf(
  z
    .string()
    .regex(/^[a-z0-9_]+\.[A-Za-z0-9_.-]+$/, { error: 'must be external ids of groups, like sales_team.group_sale_manager' }),
);
const anyGroups = listOf(z.string().min(1, { error: 'must be names of groups, with commas between them' }));

const issuerSchema = z.string().refine(isIssuer, {
  error: 'must be an https URL without query or hash (http for an issuer on this machine alone)',
});

/** The variables of access; `whole` reads a whole number within bounds. */
export const accessVariables = (whole: (min: number, max: number) => z.ZodType<number, string>) => ({
  SIGN_IN_WITH: listOf(z.enum(ways, { error: `must be some of ${ways.join(', ')}, with commas between them` })),
  ODOO_VIEWER_GROUPS: odooGroups,
  ODOO_OPERATOR_GROUPS: odooGroups,
  ODOO_ADMIN_GROUPS: odooGroups,
  GROUP_CHECK_SECONDS: whole(10, 3_600),
  GROUP_CHECK_GRACE_MINUTES: whole(0, 1_440),
  SESSION_IDLE_MINUTES: whole(1, 10_080),
  SESSION_MAX_HOURS: whole(1, 720),
  METRICS_TOKEN: z.string().min(20, { error: 'must have 20 characters or more' }).optional(),
  OIDC_ISSUER: issuerSchema.optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(60, { error: 'must have 60 characters at most' }),
  OIDC_SCOPES: z.string().regex(/(^| )openid( |$)/, { error: 'must name the scope openid' }),
  OIDC_GROUPS_CLAIM: z.string(),
  OIDC_VIEWER_GROUPS: anyGroups.optional(),
  OIDC_OPERATOR_GROUPS: anyGroups.optional(),
  OIDC_ADMIN_GROUPS: anyGroups.optional(),
});

type Values = z.output<z.ZodObject<ReturnType<typeof accessVariables>>>;

/** What of the variables only makes sense together; null where all is well. */
export function accessProblem(values: Values): { readonly variable: string; readonly problem: string } | null {
  const { OIDC_ISSUER, OIDC_CLIENT_ID } = values;
  if (OIDC_ISSUER === undefined) {
    return values.SIGN_IN_WITH.includes('oidc')
      ? { variable: 'OIDC_ISSUER', problem: 'is not set, and SIGN_IN_WITH names oidc' }
      : null;
  }
  if (OIDC_CLIENT_ID === undefined) {
    return { variable: 'OIDC_CLIENT_ID', problem: 'is not set; the provider gives it when branch-sync is registered there' };
  }
  const { viewer, operator, admin } = oidcGroups(values);
  if (viewer.length + operator.length + admin.length > 0) return null;
  return { variable: 'OIDC_ADMIN_GROUPS', problem: 'is not set, nor for another role: nobody could sign in' };
}

/** The settings of access. */
export function accessSettings(values: Values): AccessSettings {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = values;
  return Object.freeze({
    signInWith: forms.filter((form) => values.SIGN_IN_WITH.includes(form)),
    odooGroups: Object.freeze({
      viewer: values.ODOO_VIEWER_GROUPS,
      operator: values.ODOO_OPERATOR_GROUPS,
      admin: values.ODOO_ADMIN_GROUPS,
    }),
    session: Object.freeze({ idleMs: values.SESSION_IDLE_MINUTES * 60_000, maxMs: values.SESSION_MAX_HOURS * 3_600_000 }),
    groupCheck: Object.freeze({
      everyMs: values.GROUP_CHECK_SECONDS * 1000,
      graceMs: values.GROUP_CHECK_GRACE_MINUTES * 60_000,
    }),
    metricsToken: values.METRICS_TOKEN === undefined ? null : new Secret(values.METRICS_TOKEN),
    oidc:
      issuer === undefined || clientId === undefined
        ? null
        : Object.freeze({
            issuer,
            clientId,
            clientSecret: clientSecret === undefined ? null : new Secret(clientSecret),
            name: values.OIDC_NAME,
            scopes: values.OIDC_SCOPES,
            groupsClaim: values.OIDC_GROUPS_CLAIM,
            groups: oidcGroups(values),
          }),
  });
}

function oidcGroups({ OIDC_VIEWER_GROUPS, OIDC_OPERATOR_GROUPS, OIDC_ADMIN_GROUPS }: Values): RoleGroups {
  return Object.freeze({
    viewer: OIDC_VIEWER_GROUPS ?? [],
    operator: OIDC_OPERATOR_GROUPS ?? [],
    admin: OIDC_ADMIN_GROUPS ?? [],
  });
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, search, hash, username, password } = new URL(text);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return (protocol === 'https:' || (protocol === 'http:' && isLocal)) && `${search}${hash}${username}${password}` === '';
}
