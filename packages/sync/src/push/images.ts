import { integer, text } from '@branch-sync/odoo';
import type { PlannedField } from './compare-record.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PushContext } from './push-context.ts';

/**
 * What stands for images wherever they are compared: Odoo tells their size in words, `51.21 Kb`, and not the image (context `bin_size`, fields.Binary).
 * Both sides may have made their own of one image: the base of the last push says what became of which.
 */
export const sizesOfImages = { bin_size: true } as const;

/** A branch's line is bad: so much of images goes in one call, or a single larger one. Bytes. */
const maxBytesPerCall = 500_000;
const unitBytes: Readonly<Record<string, number>> = { bytes: 1, Kb: 1_024, Mb: 1_048_576, Gb: 1_073_741_824 };

/** A record whose image is to be written. */
export interface ImageToWrite {
  readonly planned: PlannedRecord;
  readonly field: PlannedField;
}

/** The images of what is to be written, by groups that go in one call each. */
export function groupImages(planned: readonly PlannedRecord[]): readonly (readonly ImageToWrite[])[] {
  const images = planned.flatMap((one) =>
    one.fields
      .filter(({ field, state }) => field.isImage === true && state === 'write')
      .map((field): ImageToWrite => ({ planned: one, field })),
  );
  const groups: ImageToWrite[][] = [];
  let left = 0;
  for (const image of images) {
    const bytes = bytesOf(String(image.field.wanted));
    if (bytes > left) {
      groups.push([]);
      left = maxBytesPerCall;
    }
    groups.at(-1)?.push(image);
    left -= bytes;
  }
  return groups;
}

/** The images themselves, base64, by central's id. Throws `OdooError`. */
export async function readImages(
  { centralClient, signal }: PushContext,
  model: string,
  images: readonly ImageToWrite[],
): Promise<ReadonlyMap<number, string>> {
  const field = images[0]?.field.field.central ?? '';
  const rows = await centralClient.searchRead(
    model,
    { id: integer(), [field]: text() },
    { domain: [['id', 'in', images.map(({ planned }) => planned.row.id)]], context: { active_test: false }, signal },
  );
  return new Map(
    rows.flatMap((row) => {
      const image = row[field];
      return typeof image === 'string' ? [[row.id, image] as const] : [];
    }),
  );
}

/** Images go by themselves, once their records are there. */
export function isNoImage({ field }: PlannedField): boolean {
  return field.isImage !== true;
}

/** What is not a size in Odoo's words is taken for a large one. */
function bytesOf(size: string): number {
  const [, number, unit = ''] = /^([\d.]+) (\w+)$/.exec(size) ?? [];
  return number === undefined ? maxBytesPerCall : Number(number) * (unitBytes[unit] ?? maxBytesPerCall);
}
