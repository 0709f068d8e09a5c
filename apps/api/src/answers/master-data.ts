import { type MasterDataInput, masterDataInputSchema } from '@branch-sync/contract';
import type { MasterData } from '@branch-sync/db';

/** What a branch takes of central's master data, as the contract has it: the API alone writes it, by the same schema. */
export function masterDataAnswer(masterData: MasterData): MasterDataInput {
  return masterDataInputSchema.parse(masterData);
}
