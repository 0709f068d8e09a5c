export { protectSecret, protectSecrets, redact, redactJson, redactTexts } from './redact.ts';
export { isSecretName, mayHaveSecretFields } from './secret-names.ts';
export { mark, secretScrubber } from './secret-scrubber.ts';
