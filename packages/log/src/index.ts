export { createLog, type LogFormat } from './create-log.ts';
export { errorLine, errorMessage } from './error-text.ts';
