export * from './config.ts';
export { EncryptionKeySetting } from './encryption-keys.ts';
export { Secret } from './secret.ts';
export type { TrustedProxies } from './trusted-proxies.ts';
export { type EnvironmentVariable, environmentVariables } from './variables.ts';
