import { expect, it } from 'vitest';
import { groupImages } from './images.ts';

it('groups images by what goes in one call, a large one by itself', () => {
  const sizes = ['200.00 Kb', '250.00 Kb', '100.00 bytes', '2.10 Mb', '12.00 Kb', 'who knows', '1.00 Kb'];
  const field = (size: string, more: object = {}) => ({
    field: { name: 'image', isImage: true },
    wanted: size,
    now: null,
    state: 'write',
    ...more,
  });
  const planned = sizes.map((size, id) => ({ row: { id }, fields: [field(size)] }));
  const kept = {
    row: { id: 99 },
    fields: [field('1.00 Kb', { state: 'same' }), { field: { name: 'name' }, wanted: 'x', state: 'write' }],
  };
  // Of a planned record only its fields matter here.
  const groups = groupImages([...planned, kept] as unknown as Parameters<typeof groupImages>[0]);
  expect(groups.map((group) => group.map((image) => image.planned.row.id))).toEqual([[0, 1, 2], [3], [4], [5], [6]]);
});
