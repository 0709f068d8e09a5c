/** One environment variable: for the table of docs/configuration.md, `.env.example` and error messages. */
export interface EnvironmentVariable {
  readonly name: string;
  /** Null: there is no default. */
  readonly default: string | null;
  readonly description: string;
  readonly secret: boolean;
}

const variable = (name: string, defaultValue: string | null, description: string, secret = false): EnvironmentVariable => ({
  name,
  default: defaultValue,
  description,
  secret,
});

/** Every variable that the processes read. */
export const environmentVariables: readonly EnvironmentVariable[] = [
  variable(
    'DATABASE_URL',
    null,
    'Postgres 15 or newer, `postgres://user:password@host:5432/name`. Unset: demo, start and tests bring their own.',
    true,
  ),
  variable('REDIS_URL', null, 'Redis 6.2 or newer for the queue, `redis://host:6379`. Unset: the queue lives in Postgres.', true),
  variable('QUEUE_PREFIX', 'branch-sync', 'Name space of the queue: key prefix in Redis, schema in Postgres.'),
  variable(
    'ENCRYPTION_KEYS',
    null,
    '`id:base64key,...` (32 bytes each); the first one encrypts, all decrypt. Make one with `openssl rand -base64 32`.',
    true,
  ),
  variable('API_HOST', '127.0.0.1', 'Address that the API listens on.'),
  variable('API_PORT', '3000', 'Port that the API listens on.'),
  variable(
    'PUBLIC_URL',
    null,
    'URL under which browsers reach the API; https makes its cookie Secure. Unset: `http://API_HOST:API_PORT`.',
  ),
  variable(
    'TRUST_PROXY',
    null,
    'Proxies whose `X-Forwarded-For` is believed: `loopback`, `linklocal`, `uniquelocal`, addresses, ranges (`10.1.0.0/16`), or how many there are, where nobody comes past them. Unset: none.',
  ),
  variable(
    'RATE_LIMIT_PER_MINUTE',
    '600',
    'Requests that one key or person may make in a minute of one API process; 0: as many as they like.',
  ),
  variable('LOG_LEVEL', 'info', '`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.'),
  variable('LOG_FORMAT', 'auto', '`json`, `pretty` (for people), or `auto`: pretty on a terminal, JSON else.'),
  variable(
    'WORKER_CONCURRENCY',
    '50',
    'Receives that one worker process works on at once; beside them a fifth as many pushes, and as many reconciles.',
  ),
  variable('WORKER_LOCK_MS', '30000', 'After so long without a sign of life a worker’s run goes to another. Milliseconds.'),
  variable(
    'WORKER_SLICE_MS',
    '20000',
    'A run that has worked so long gives its place to those that wait, and goes on after them. Milliseconds.',
  ),
  variable(
    'WORKER_DRAIN_MS',
    null,
    'A stopping worker cuts short what it has not finished by then. Milliseconds. Unset: twice ODOO_CALL_TIMEOUT_MS.',
  ),
  variable('WORKER_HEALTH_HOST', '127.0.0.1', 'Address that a worker’s probes and metrics listen on.'),
  variable(
    'WORKER_HEALTH_PORT',
    null,
    'Port of a worker’s probes, `/health/live` and `/health/ready`, and of its `/metrics`; 0: any free one, told in the log. Unset: none.',
  ),
  variable(
    'OFFLINE_RETRY_SECONDS',
    '900',
    'A branch that does not answer is tried again this often at the least, central every minute or this often. Seconds.',
  ),
  variable(
    'CENTRAL_WRITERS',
    '2',
    'Batches written to central at once, by the whole fleet of workers, at the most: how many there are follows from how fast central is.',
  ),
  variable('CENTRAL_WRITERS_MIN', '1', 'The same, at the least.'),
  variable(
    'CENTRAL_BATCH',
    '200',
    'Orders in a batch that is written to central, at the most: how many there are follows from how long a batch takes.',
  ),
  variable('CENTRAL_BATCH_MIN', '10', 'The same, at the least.'),
  variable(
    'RETENTION_DAYS',
    '90',
    'Days that runs, failures and alerts that are over are kept, and how orders were paid. The ledger itself stays for ever.',
  ),
  variable('ODOO_CONNECT_TIMEOUT_MS', '5000', 'Time for a connection to an Odoo; a branch may have its own.'),
  variable('ODOO_CALL_TIMEOUT_MS', '60000', 'Time for a whole call to an Odoo; a branch may have its own.'),
  variable(
    'ODOO_PRIVATE_ADDRESSES',
    'allow',
    '`allow` or `refuse` Odoos and webhooks at private and loopback addresses; those of cloud metadata are always refused.',
  ),
  variable(
    'SIGN_IN_WITH',
    'odoo,local,key',
    'How people may sign in: `odoo` (their account in central), `local`, `key`; an OpenID provider comes with `OIDC_ISSUER`, `oidc` alone leaves the others out.',
  ),
  variable('ODOO_VIEWER_GROUPS', 'sales_team.group_sale_salesman_all_leads', 'Groups of central whose people may look.'),
  variable('ODOO_OPERATOR_GROUPS', 'sales_team.group_sale_manager', 'Groups of central whose people may act as well.'),
  variable('ODOO_ADMIN_GROUPS', 'base.group_system', 'Groups of central whose people may set up as well.'),
  variable('GROUP_CHECK_SECONDS', '300', 'How often the groups of somebody who is signed in are looked up in central. Seconds.'),
  variable(
    'GROUP_CHECK_GRACE_MINUTES',
    '60',
    'While central does not answer, people who are signed in go on for so long. Minutes.',
  ),
  variable('SESSION_IDLE_MINUTES', '60', 'A sign-in that is not used for so long is over. Minutes.'),
  variable('SESSION_MAX_HOURS', '12', 'A sign-in is over after so long, however much it is used. Hours.'),
  variable(
    'METRICS_TOKEN',
    null,
    'Opens `/metrics`, and nothing else (20 characters or more). Unset: a key of a viewer does.',
    true,
  ),
  variable(
    'OTEL_TRACES_EXPORTER',
    null,
    'Where traces go: `otlp`, `console` or `none`. Unset: `otlp` where OTEL_EXPORTER_OTLP_ENDPOINT is set, else `none`.',
  ),
  variable(
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    null,
    'A collector that takes OTLP over HTTP, `http://127.0.0.1:4318`; OpenTelemetry’s other variables of the exporter count as well.',
  ),
  variable('OTEL_EXPORTER_OTLP_HEADERS', null, 'What the collector wants with each call, `name=value,...`.', true),
  variable('OTEL_SERVICE_NAME', null, 'What traces say they are of. Unset: `branch-sync-api`, `branch-sync-worker`.'),
  variable('OTEL_TRACES_SAMPLER_ARG', '1', 'The share of traces that is kept, 0 to 1.'),
  variable('OIDC_ISSUER', null, 'An OpenID provider that people may sign in with, `https://login.example/realm`. Unset: none.'),
  variable(
    'OIDC_CLIENT_ID',
    null,
    'What the provider knows branch-sync as; its redirect URI is `PUBLIC_URL/sign-in/oidc/callback`.',
  ),
  variable('OIDC_CLIENT_SECRET', null, 'The client’s secret. Unset: a public client, by PKCE alone.', true),
  variable('OIDC_NAME', 'OpenID Connect', 'What the sign-in page calls the provider.'),
  variable('OIDC_SCOPES', 'openid profile email', 'The scopes that are asked for, with blanks between them.'),
  variable('OIDC_GROUPS_CLAIM', 'groups', 'The claim that has a person’s groups, in the ID token or in userinfo.'),
  variable('OIDC_VIEWER_GROUPS', null, 'Values of that claim whose people may look, with commas between them.'),
  variable('OIDC_OPERATOR_GROUPS', null, 'Values whose people may act as well.'),
  variable('OIDC_ADMIN_GROUPS', null, 'Values whose people may set up as well.'),
  variable(
    'SMTP_URL',
    null,
    'Mail server for alerts, `smtp://user:password@host:587` (STARTTLS where it is offered; `?requireTLS=true` insists) or `smtps://host:465`. Unset: no mails.',
    true,
  ),
  variable('SMTP_FROM', null, 'Whom those mails are from, `branch-sync@example.com` or `Name <branch-sync@example.com>`.'),
  variable('ADMIN_API_KEY', null, 'An admin key of your choice (20 characters or more), to begin with.', true),
  variable('API_KEY', null, 'The key that `branch-sync push` calls the API at PUBLIC_URL with. Unset: `ADMIN_API_KEY`.', true),
];
