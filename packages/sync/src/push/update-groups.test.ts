import { describe, expect, it } from 'vitest';
import { updateGroups } from './update-groups.ts';

type Args = Parameters<typeof updateGroups>;

/** Of model and records only what grouping looks at. */
const modelHeldBy = (fields: readonly string[] | null | undefined) =>
  ({ heldByTills: fields === undefined ? null : { fields } }) as unknown as Args[0];
const columns: Readonly<Record<string, { read: string; column: string; isOfTemplate?: true }>> = {
  name: { read: 'display_name', column: 'name', isOfTemplate: true },
  price: { read: 'lst_price', column: 'list_price', isOfTemplate: true },
  unit: { read: 'uom_id', column: 'uom_id/.id', isOfTemplate: true },
  reference: { read: 'default_code', column: 'default_code' },
  barcode: { read: 'barcode', column: 'barcode' },
  cost: { read: 'standard_price', column: 'standard_price' },
};

/** A record of the branch that changes in these fields. */
function aRecord(id: number, changed: readonly string[], { isShared = false, kept = [] as readonly string[] } = {}) {
  const fields = Object.entries(columns).map(([name, field]) => {
    const state = changed.includes(name) ? 'write' : kept.includes(name) ? 'kept' : 'same';
    return { field: { name, ...field }, wanted: `${name} of central`, now: `${name} of branch`, state };
  });
  return { row: { id }, remoteId: id, isShared, fields } as unknown as Args[1][number];
}

const sentOf = (groups: ReturnType<typeof updateGroups>) =>
  groups.map((group) =>
    group.map(({ remoteId, fields }) => [remoteId, fields.map(({ field, wanted }) => `${field.name}=${wanted}`)]),
  );

/** Three sets of fields that many change in, so that what follows is beyond the few. */
const many = [['reference'], ['barcode'], ['cost']].flatMap((changed, at) => [1, 2].map((n) => aRecord(at * 10 + n, changed)));

describe('of many sets of changes', () => {
  it('the rarer go together, with what the branch has where it may be repeated', () => {
    const rare = [aRecord(101, ['reference', 'barcode']), aRecord(102, ['barcode', 'cost'])];
    expect(sentOf(updateGroups(modelHeldBy(undefined), [...many, ...rare])).slice(3)).toEqual([
      [
        [101, ['reference=reference of central', 'barcode=barcode of central', 'cost=cost of branch']],
        [102, ['reference=reference of branch', 'barcode=barcode of central', 'cost=cost of central']],
      ],
    ]);
  });

  it('no record is sent a name or price that it only read, nor what its siblings share, nor what is to stay', () => {
    const rare = [
      aRecord(101, ['name', 'barcode']),
      aRecord(102, ['reference', 'barcode']),
      aRecord(103, ['unit', 'cost']),
      aRecord(104, ['reference', 'cost'], { isShared: true }),
      aRecord(105, ['barcode', 'cost'], { kept: ['reference'] }),
    ];
    const sent = sentOf(updateGroups(modelHeldBy(undefined), [...many, ...rare])).flat();
    const ofBranch = sent.flatMap(([id, cells]) =>
      (cells as string[]).filter((cell) => cell.endsWith('of branch')).map((cell) => `${id} ${cell}`),
    );
    expect(ofBranch.filter((cell) => /name|price/.test(cell))).toEqual([]);
    expect(ofBranch).not.toContain('104 unit=unit of branch');
    expect(ofBranch).not.toContain('105 reference=reference of branch');
    expect(sent.map(([id]) => id).sort()).toEqual([...many.map(({ row }) => row.id), 101, 102, 103, 104, 105].sort());
  });

  it.each([[['cost']], [null]])('what a till holds back (%j) is not sent where nothing changes', (held) => {
    const rare = [aRecord(101, ['reference', 'barcode']), aRecord(102, ['barcode', 'cost'])];
    const sent = sentOf(updateGroups(modelHeldBy(held), [...many, ...rare])).flat();
    expect(sent.find(([id]) => id === 101)).toEqual([101, ['reference=reference of central', 'barcode=barcode of central']]);
  });
});

it('records that change in the same fields are one group', () => {
  const groups = updateGroups(modelHeldBy(undefined), [
    aRecord(1, ['price']),
    aRecord(2, ['price']),
    aRecord(3, []),
    aRecord(4, ['name']),
  ]);
  expect(groups.map((group) => group.map(({ remoteId }) => remoteId))).toEqual([[1, 2], [4]]);
});
