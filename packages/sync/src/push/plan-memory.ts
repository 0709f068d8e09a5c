import { createKeyScan, type KeyScan } from './key-scan.ts';
import type { OpenModel } from './open-model.ts';
import type { PlannedRecord } from './planned-record.ts';
import type { PlanContext } from './push-context.ts';
import { type OdooRow, textOf } from './push-model.ts';
import { createReferences, type References } from './references.ts';

/** What the pages of one push, or preview, know of those before them: a preview has written none of it. */
export interface PlanMemory {
  readonly references: References;
  readonly scanKeys: KeyScan;
  /** The central record that a record of the branch was recognized as. */
  ownerOf(model: OpenModel, remoteId: number): number | undefined;
  /** The central record that was made anew with this key, and its name. */
  makerOf(model: OpenModel, key: string): Maker | undefined;
  /** A text of a record of the branch, as it is by now. */
  valueOf(model: OpenModel, remote: OdooRow, field: string): string | null;
  /** What becomes of a record. `remoteId`: of the branch's record; null: it would be made. */
  note(model: OpenModel, planned: PlannedRecord, remoteId: number | null): void;
}

export interface Maker {
  readonly centralId: number;
  readonly name: string;
}

export function createPlanMemory(context: PlanContext): PlanMemory {
  const references = createReferences(context);
  const owners = new Map<string, number>();
  const makers = new Map<string, Maker>();
  const values = new Map<string, string | null>();
  return {
    references,
    scanKeys: createKeyScan(context),
    ownerOf: ({ model }, remoteId) => owners.get(`${model} ${remoteId}`),
    makerOf: ({ model }, key) => makers.get(`${model} ${key}`),
    valueOf({ model }, remote, field) {
      const value = values.get(`${model} ${remote.id} ${field}`);
      return value === undefined ? textOf(remote, field) : value;
    },
    note(opened, { action, row, name, isRecognized, remoteId: known }, remoteId) {
      const { model } = opened;
      if (action === 'create') {
        references.made(model, row.id, remoteId ?? -row.id, name);
        for (const key of strongKeysOf(opened, row)) makers.set(`${model} ${key}`, { centralId: row.id, name });
      }
      if (known === null) return;
      if (isRecognized) owners.set(`${model} ${known}`, row.id);
      if (action !== 'update') return;
      for (const { field } of opened.unique) values.set(`${model} ${known} ${field}`, textOf(row, field));
    },
  };
}

/** The keys that a record has, each with its name; those that several may have are left out. */
export function strongKeysOf({ keys }: OpenModel, row: OdooRow): string[] {
  return keys.flatMap(({ name, of, isWeak }) => {
    const text = isWeak === true ? null : of(row);
    return text === null ? [] : [`${name} ${text}`];
  });
}
