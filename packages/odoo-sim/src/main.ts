import { parseArgs } from 'node:util';
import { type FleetConfig, fleetOf } from './fleet.ts';
import { startOdooSim } from './sim.ts';

/**
 * Runs the stand-in as a process: `node dist/main.js [--port N] [--branches N] [--config JSON]`, the configuration also as
 * ODOO_SIM_CONFIG. Prints one line of JSON when it is ready, `{ url, port, databases: [{ name, side, login, password, apiKey }] }`,
 * and ends on SIGTERM and SIGINT.
 */
const { values } = parseArgs({
  options: { port: { type: 'string' }, host: { type: 'string' }, branches: { type: 'string' }, config: { type: 'string' } },
});
const written: FleetConfig = JSON.parse(values.config ?? process.env['ODOO_SIM_CONFIG'] ?? '{}');
const config: FleetConfig = values.branches === undefined ? written : { ...written, branchCount: Number(values.branches) };
const { databases, credentials } = fleetOf(config);

const sim = await startOdooSim({
  databases,
  ...(values.port === undefined ? {} : { port: Number(values.port) }),
  ...(values.host === undefined ? {} : { host: values.host }),
  ...(config.httpWorkers === undefined ? {} : { httpWorkers: config.httpWorkers }),
  ...(config.latency === undefined ? {} : { latency: config.latency }),
  ...(config.raceOutcome === undefined ? {} : { raceOutcome: config.raceOutcome }),
});
process.stdout.write(`${JSON.stringify({ url: sim.url, port: sim.port, databases: credentials })}\n`);

// Calls that hang by script must not keep the process alive.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void sim.close().then(() => process.exit(0)));
