/** The columns of an export, in their order. An import reads `model`, `remote_id` and `central_id`; the others are for people. */
export const exportColumns = [
  'model',
  'remote_id',
  'remote_name',
  'barcode',
  'reference',
  'vat',
  'state',
  'central_id',
  'central_name',
  'central_state',
  'waiting_orders',
] as const;

export const importColumns = ['model', 'remote_id', 'central_id'] as const;

export type ExportColumn = (typeof exportColumns)[number];
export type ImportColumn = (typeof importColumns)[number];

/** In `central_id`: the mapping is to be forgotten. An empty cell changes nothing, so that a list with gaps can be sent back as it is. */
export const forgetWord = 'none';
