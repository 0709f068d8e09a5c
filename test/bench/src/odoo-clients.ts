import { createOdooClient, type OdooClient } from '@branch-sync/odoo';
import type { Scope } from './scope.ts';
import { centralDatabase, type StandIn } from './stand-in.ts';

/** Signed-in clients of both sides, without the product between; they are closed with the scope. */
export async function openClients(scope: Scope, standIn: StandIn, branchName: string) {
  const branch = await openClient(scope, standIn, branchName);
  const central = await openClient(scope, standIn, centralDatabase);
  return { branch, central };
}

async function openClient(scope: Scope, standIn: StandIn, database: string): Promise<OdooClient> {
  const client = createOdooClient(standIn.connectionTo(database));
  scope.add(`the client of ${database}`, () => client.close());
  await client.connect();
  return client;
}
