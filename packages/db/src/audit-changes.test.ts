import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type AuditedFields, changesBetween, shortened } from './audit-changes.ts';

const name = fc.stringMatching(/^[a-e]{1,2}$/);
const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string(), fc.array(fc.integer(), { maxLength: 3 }));
const { fields } = fc.letrec<{ fields: AuditedFields; value: unknown }>((tie) => ({
  fields: fc.dictionary(name, tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, leaf, tie('fields')),
}));

describe('what changed', () => {
  test.prop([fields])('is nothing where all is as it was', (one) => {
    expect(changesBetween(one, structuredClone(one))).toEqual([]);
  });

  test.prop([fields, fields])('makes of what was what is, and back', (before, after) => {
    const changes = changesBetween(before, after);
    expect(applied(before, changes)).toEqual(byPath(after));
    expect(
      changesBetween(after, before)
        .map(({ field }) => field)
        .toSorted(),
    ).toEqual(changes.map(({ field }) => field).toSorted());
  });

  test.prop([fields, fields])('names no field twice, and none that is as it was', (before, after) => {
    const changes = changesBetween(before, after);
    expect(new Set(changes.map(({ field }) => field)).size).toBe(changes.length);
    for (const change of changes) expect(change.before).not.toEqual(change.after);
  });

  const secret = fc.string({ minLength: 1 }).map((text) => `canary-${text}`);
  test.prop([fields, fields, secret, secret, fc.constantFrom('secret', 'password')])(
    'tells of a secret that it is one, on whichever level',
    (before, after, old, fresh, called) => {
      const within = (around: AuditedFields, value: unknown) => ({
        ...around,
        [called]: value,
        connection: { [called]: { sealed: value } },
      });
      const changes = changesBetween(within(before, old), within(after, `${fresh}!${old}`));
      expect(JSON.stringify(changes)).not.toContain('canary-');
      expect(changes).toContainEqual({ field: called, before: 'set', after: 'changed' });
      expect(changes).toContainEqual({ field: `connection.${called}`, before: 'set', after: 'changed' });
    },
  );

  it('of a schedule is told by its path', () => {
    const receive = { everySeconds: 900, cron: null, window: { from: '07:00', until: '22:00' } };
    const changed = { everySeconds: null, cron: '0 4 * * *', window: { from: '07:00', until: '21:00' } };
    expect(changesBetween({ name: 'Quay', receive }, { name: 'Quay', receive: changed })).toEqual([
      { field: 'receive.cron', before: null, after: '0 4 * * *' },
      { field: 'receive.window.until', before: '22:00', after: '21:00' },
      { field: 'receive.everySeconds', before: 900, after: null },
    ]);
  });

  it('of something new is all that it is, and of something that goes all that it was', () => {
    const branch = { name: 'Quay', secret: 'envelope', push: null, startsAt: new Date('2026-11-20T10:00:00Z'), tillIds: [1] };
    expect(changesBetween(null, branch)).toEqual([
      { field: 'name', before: null, after: 'Quay' },
      { field: 'secret', before: null, after: 'changed' },
      { field: 'startsAt', before: null, after: '2026-11-20T10:00:00.000Z' },
      { field: 'tillIds', before: null, after: [1] },
    ]);
    expect(changesBetween(branch, null)).toContainEqual({ field: 'secret', before: 'set', after: null });
    expect(changesBetween(branch, null)).toContainEqual({ field: 'tillIds', before: [1], after: null });
  });
});

it('a wish with a long list is kept with the first of it', () => {
  const ids = Array.from({ length: 101 }, (_, index) => index);
  const asked = { since: null, orderIds: [1, 2], ids: { 'product.product': ids } };
  expect(shortened(asked)).toEqual({
    since: null,
    orderIds: [1, 2],
    ids: { 'product.product': { first: ids.slice(0, 100), of: 101 } },
  });
});

/** Values by their paths, without those that are null. */
function byPath(of: AuditedFields): Map<string, unknown> {
  return new Map(
    Object.entries(of).flatMap(([name, value]): [string, unknown][] => {
      if (value === null) return [];
      if (typeof value !== 'object' || Array.isArray(value)) return [[name, value]];
      return [...byPath({ ...value })].map(([path, inner]) => [`${name}.${path}`, inner]);
    }),
  );
}

function applied(before: AuditedFields, changes: ReturnType<typeof changesBetween>): Map<string, unknown> {
  const values = byPath(before);
  for (const { field, before: old, after } of changes) {
    expect(values.get(field) ?? null).toEqual(old);
    if (after === null) values.delete(field);
    else values.set(field, after);
  }
  return values;
}
