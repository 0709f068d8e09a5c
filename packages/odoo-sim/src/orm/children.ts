import { createRecord } from './create.ts';
import type { ChildCommand } from './draft.ts';
import type { Environment } from './environment.ts';
import { unlinkRecords } from './unlink.ts';
import { writeRecords } from './write.ts';

/** Carries out the commands of a one2many field of one record. */
export function writeChildren(
  env: Environment,
  model: string,
  parentId: number,
  field: string,
  commands: readonly ChildCommand[],
): void {
  const definition = env.database.model(model).fields.get(field);
  if (!definition?.relation || definition.inverse === null) return;
  const { relation, inverse } = definition;
  for (const command of commands) {
    switch (command.kind) {
      case 'create': {
        const { values, children } = command.draft;
        createRecord(env, relation, { values: { ...values, [inverse]: parentId }, children }, true);
        break;
      }
      case 'update':
        writeRecords(env, relation, [command.id], command.draft);
        break;
      case 'delete':
        unlinkRecords(env, relation, [command.id]);
        break;
      case 'clear':
        unlinkRecords(env, relation, [...env.database.table(relation).idsWhere(inverse, parentId)]);
    }
  }
}
