import { mappedModelSchema } from '@branch-sync/contract';
import type { MappingKey } from '@branch-sync/db';
import { z } from 'zod';
import type { CursorKey } from '../paging/cursor.ts';

/** Lists of a branch's records are read by model and remote id. */
export const byModelAndRemoteId: CursorKey<MappingKey> = {
  schema: z.strictObject({ model: mappedModelSchema, remoteId: z.int32() }),
};
