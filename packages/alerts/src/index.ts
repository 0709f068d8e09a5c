export { startAlerting } from './alerting.ts';
export { type Evaluation, type EvaluationDeps, evaluateAlerts } from './evaluate.ts';
export { type DeliveryDeps, deliverAlerts } from './sending/deliver.ts';
export { createMailer, type Mailer, type SmtpSettings } from './sending/mailer.ts';
export type { SendingOutcome } from './sending/outcome.ts';
export { sendTestAlert } from './sending/send-test.ts';
export { newWebhookSecret } from './sending/signature.ts';
