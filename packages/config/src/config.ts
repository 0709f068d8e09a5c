import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { type AccessSettings, accessProblem, accessSettings, accessVariables } from './access.ts';
import { type EncryptionKeySetting, parseEncryptionKeys } from './encryption-keys.ts';
import { Secret } from './secret.ts';
import { type TracingConfig, tracingConfig, tracingVariables } from './tracing.ts';
import { parseTrustedProxies, type TrustedProxies } from './trusted-proxies.ts';
import { environmentVariables } from './variables.ts';

/** What is wrong with one variable, and what to do. The value itself is never told: it may be a secret. */
export interface ConfigProblem {
  readonly variable: string;
  readonly problem: string;
}

/** The environment does not do; `problems` names everything at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(
      `The environment needs correction:\n${problems.map(({ variable, problem }) => `  ${variable}: ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The environment, checked and typed. Times in milliseconds. */
export interface Config {
  readonly databaseUrl: Secret | null;
  readonly redisUrl: Secret | null;
  readonly queuePrefix: string;
  readonly encryptionKeys: readonly [EncryptionKeySetting, ...EncryptionKeySetting[]] | null;
  readonly api: {
    readonly host: string;
    readonly port: number;
    readonly publicUrl: string;
    /** Null: nobody's word about a client's address is taken. */
    readonly trustedProxies: TrustedProxies | null;
    /** Requests that one key may make in a minute; 0: as many as it likes. */
    readonly requestsPerMinute: number;
  };
  readonly logLevel: LogLevel;
  readonly logFormat: 'auto' | 'json' | 'pretty';
  readonly tracing: TracingConfig | null;
  readonly workerConcurrency: number;
  readonly workerLockMs: number;
  readonly workerSliceMs: number;
  readonly workerDrainMs: number;
  /** Where a worker's probes listen, port 0: any free one. Null: nowhere. */
  readonly workerProbes: { readonly host: string; readonly port: number } | null;
  readonly offlineRetryMs: number;
  /** Between which the pace of writing to central moves. */
  readonly centralPace: {
    readonly writers: { readonly min: number; readonly max: number };
    readonly batchOrders: { readonly min: number; readonly max: number };
  };
  readonly retentionDays: number;
  readonly access: AccessSettings;
  readonly odoo: {
    readonly connectTimeoutMs: number;
    readonly callTimeoutMs: number;
    /** Whether Odoos at private and loopback addresses may be connected to. */
    readonly privateAddresses: 'allow' | 'refuse';
  };
  /** Where alerts' mails go out; null: none do. */
  readonly smtp: { readonly url: Secret; readonly from: string } | null;
  readonly adminApiKey: Secret | null;
  /** What our own commands call the API with. */
  readonly apiKey: Secret | null;
}

const urlWith = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });
const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error });
};

const keysSchema = z.string().transform((text, issues) => {
  const parsed = parseEncryptionKeys(text);
  if ('keys' in parsed) return parsed.keys;
  issues.addIssue({ code: 'custom', message: `${parsed.problem}; make one with: openssl rand -base64 32` });
  return z.NEVER;
});

const proxiesSchema = z.string().transform((text, issues) => {
  const parsed = parseTrustedProxies(text);
  if ('proxies' in parsed) return parsed.proxies;
  issues.addIssue({ code: 'custom', message: parsed.problem });
  return z.NEVER;
});

const environmentSchema = z.object({
  DATABASE_URL: urlWith('postgres:', 'postgresql:').optional(),
  REDIS_URL: urlWith('redis:', 'rediss:').optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,39}$/, { error: 'must be lower-case letters, digits, - and _, a letter first' }),
  ENCRYPTION_KEYS: keysSchema.optional(),
  API_HOST: z.string().min(1),
  API_PORT: whole(0, 65_535),
  PUBLIC_URL: urlWith('http:', 'https:').optional(),
  TRUST_PROXY: proxiesSchema.optional(),
  RATE_LIMIT_PER_MINUTE: whole(0, 1_000_000),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
    error: 'must be fatal, error, warn, info, debug, trace or silent',
  }),
  LOG_FORMAT: z.enum(['auto', 'json', 'pretty'], { error: 'must be auto, json or pretty' }),
  WORKER_CONCURRENCY: whole(1, 1_000),
  WORKER_LOCK_MS: whole(1_000, 600_000),
  WORKER_SLICE_MS: whole(100, 3_600_000),
  WORKER_DRAIN_MS: whole(0, 3_600_000).optional(),
  WORKER_HEALTH_HOST: z.string().min(1),
  WORKER_HEALTH_PORT: whole(0, 65_535).optional(),
  OFFLINE_RETRY_SECONDS: whole(1, 86_400),
  CENTRAL_WRITERS: whole(1, 100),
  CENTRAL_WRITERS_MIN: whole(1, 100),
  CENTRAL_BATCH: whole(1, 1_000),
  CENTRAL_BATCH_MIN: whole(1, 1_000),
  RETENTION_DAYS: whole(1, 36_500),
  ODOO_CONNECT_TIMEOUT_MS: whole(100, 120_000),
  ODOO_CALL_TIMEOUT_MS: whole(100, 900_000),
  ...accessVariables(whole),
  ...tracingVariables,
  ODOO_PRIVATE_ADDRESSES: z.enum(['allow', 'refuse'], { error: 'must be allow or refuse' }),
  SMTP_URL: urlWith('smtp:', 'smtps:').optional(),
  SMTP_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>@]+@[^\s<>@]+>?$/, { error: 'must be an e-mail address, also with a name: Name <address>' })
    .optional(),
  ADMIN_API_KEY: z.string().min(20, { error: 'must have 20 characters or more' }).optional(),
  API_KEY: z.string().optional(),
});

/** Reads the environment; an empty variable counts as unset. Throws `ConfigError` with everything that is wrong. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    environmentVariables.map(({ name, default: standard }) => [name, environment[name]?.trim() || (standard ?? undefined)]),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => ({ variable: String(path[0]), problem: message })));
  }
  const values = parsed.data;
  const unfit = accessProblem(values) ?? smtpProblem(values) ?? boundsProblem(values);
  if (unfit !== null) throw new ConfigError([unfit]);
  const [firstKey, ...otherKeys] = values.ENCRYPTION_KEYS ?? [];
  return Object.freeze({
    databaseUrl: secretOrNull(values.DATABASE_URL),
    redisUrl: secretOrNull(values.REDIS_URL),
    queuePrefix: values.QUEUE_PREFIX,
    encryptionKeys: firstKey === undefined ? null : Object.freeze([firstKey, ...otherKeys] as const),
    api: Object.freeze({
      host: values.API_HOST,
      port: values.API_PORT,
      publicUrl:
        values.PUBLIC_URL ?? `http://${isIPv6(values.API_HOST) ? `[${values.API_HOST}]` : values.API_HOST}:${values.API_PORT}`,
      trustedProxies: values.TRUST_PROXY ?? null,
      requestsPerMinute: values.RATE_LIMIT_PER_MINUTE,
    }),
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
    tracing: tracingConfig(values),
    workerConcurrency: values.WORKER_CONCURRENCY,
    workerLockMs: values.WORKER_LOCK_MS,
    workerSliceMs: values.WORKER_SLICE_MS,
    // The batch under way: at most one call to each side, and its commit.
    workerDrainMs: values.WORKER_DRAIN_MS ?? 2 * values.ODOO_CALL_TIMEOUT_MS,
    workerProbes:
      values.WORKER_HEALTH_PORT === undefined
        ? null
        : Object.freeze({ host: values.WORKER_HEALTH_HOST, port: values.WORKER_HEALTH_PORT }),
    offlineRetryMs: values.OFFLINE_RETRY_SECONDS * 1000,
    centralPace: Object.freeze({
      writers: Object.freeze({ min: values.CENTRAL_WRITERS_MIN, max: values.CENTRAL_WRITERS }),
      batchOrders: Object.freeze({ min: values.CENTRAL_BATCH_MIN, max: values.CENTRAL_BATCH }),
    }),
    retentionDays: values.RETENTION_DAYS,
    access: accessSettings(values),
    odoo: Object.freeze({
      connectTimeoutMs: values.ODOO_CONNECT_TIMEOUT_MS,
      callTimeoutMs: values.ODOO_CALL_TIMEOUT_MS,
      privateAddresses: values.ODOO_PRIVATE_ADDRESSES,
    }),
    smtp:
      values.SMTP_URL === undefined || values.SMTP_FROM === undefined
        ? null
        : Object.freeze({ url: new Secret(values.SMTP_URL), from: values.SMTP_FROM }),
    adminApiKey: secretOrNull(values.ADMIN_API_KEY),
    apiKey: secretOrNull(values.API_KEY ?? values.ADMIN_API_KEY),
  });
}

/** The database's URL, for processes that cannot do without. Throws `ConfigError`. */
export function requireDatabaseUrl({ databaseUrl }: Config): string {
  if (databaseUrl !== null) return databaseUrl.reveal();
  throw new ConfigError([
    {
      variable: 'DATABASE_URL',
      problem: 'is not set; give it a Postgres, e.g. postgres://user:password@127.0.0.1:5432/branch_sync',
    },
  ]);
}

/** The encryption keys, for processes that cannot do without. Throws `ConfigError`. */
export function requireEncryptionKeys({ encryptionKeys }: Config): readonly [EncryptionKeySetting, ...EncryptionKeySetting[]] {
  if (encryptionKeys !== null) return encryptionKeys;
  throw new ConfigError([
    { variable: 'ENCRYPTION_KEYS', problem: 'is not set; make a key with: openssl rand -base64 32, and set k1:THE_KEY' },
  ]);
}

function smtpProblem({
  SMTP_URL: url,
  SMTP_FROM: from,
}: {
  SMTP_URL?: string | undefined;
  SMTP_FROM?: string | undefined;
}): ConfigProblem | null {
  if (url === undefined || from !== undefined) return null;
  return { variable: 'SMTP_FROM', problem: 'is not set; say whom the mails of SMTP_URL are from' };
}

function boundsProblem(
  values: Readonly<Record<'CENTRAL_WRITERS' | 'CENTRAL_WRITERS_MIN' | 'CENTRAL_BATCH' | 'CENTRAL_BATCH_MIN', number>>,
): ConfigProblem | null {
  for (const most of ['CENTRAL_WRITERS', 'CENTRAL_BATCH'] as const) {
    const least = `${most}_MIN` as const;
    if (values[least] > values[most])
      return { variable: least, problem: `must not be more than ${most}, which is ${values[most]}` };
  }
  return null;
}

function secretOrNull(value: string | undefined): Secret | null {
  return value === undefined ? null : new Secret(value);
}
