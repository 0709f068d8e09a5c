import { branchSchema, centralSchema, salespeopleSchema } from '@branch-sync/contract';
import type { ApiClient } from './api-client.ts';
import { centralDatabase, type SampleBranch, sampleSalespeople } from './sample-branches.ts';
import type { StandIns } from './stand-ins.ts';

/** Sets central and the sample branches up through the HTTP interface, as an operator would. */
export async function createSamples(api: ApiClient, standIns: StandIns, branches: readonly SampleBranch[]): Promise<void> {
  await api.send('PUT', '/central', { ...standIns.connectionTo(centralDatabase), transport: 'auto' }, centralSchema);
  for (const branch of branches) await createSample(api, standIns, branch);
}

async function createSample(api: ApiClient, standIns: StandIns, branch: SampleBranch): Promise<void> {
  const { code, name, timezone, defaultCustomerId, warehouseId, pricelistId } = branch;
  const settings = { code, name, timezone, defaultCustomerId, warehouseId, pricelistId };
  await api.send('POST', '/branches', { ...standIns.connectionTo(code), ...settings }, branchSchema);
  await api.send('PUT', `/branches/${code}/salespeople`, sampleSalespeople, salespeopleSchema);
}
