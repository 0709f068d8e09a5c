export type { AccessSettings, OidcSettings, RoleGroups, SignInWay } from './access.ts';
export * from './config.ts';
export { EncryptionKeySetting } from './encryption-keys.ts';
export { Secret } from './secret.ts';
export { secretValues } from './secret-values.ts';
export type { TrustedProxies } from './trusted-proxies.ts';
export { type EnvironmentVariable, environmentVariables } from './variables.ts';
