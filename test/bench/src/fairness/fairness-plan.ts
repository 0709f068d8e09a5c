/** A fleet of which some branches fall silent. */
export interface FairnessPlan {
  readonly branches: number;
  readonly silent: number;
  readonly everySeconds: number;
  /** All answer. */
  readonly calmSeconds: number;
  /** The silent ones hang. */
  readonly silentSeconds: number;
  /** Settings of the worker that are not the defaults. */
  readonly environment: Readonly<Record<string, string>>;
}

/** 50 branches hang: as many as a worker has places. Long enough for what comes after three calls in a row that timed out. */
export const fullPlan: FairnessPlan = {
  branches: 500,
  silent: 50,
  everySeconds: 60,
  calmSeconds: 60,
  silentSeconds: 300,
  environment: {},
};

/** The same in small: as many silent branches as places, a call's time that is over soon. */
export const quickPlan: FairnessPlan = {
  branches: 40,
  silent: 5,
  everySeconds: 10,
  calmSeconds: 10,
  silentSeconds: 30,
  environment: { WORKER_CONCURRENCY: '5', ODOO_CALL_TIMEOUT_MS: '5000' },
};
