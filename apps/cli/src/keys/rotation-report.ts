import type { Rotation } from '@branch-sync/db';
import { drawTable } from '../output/table.ts';
import type { Terminal } from '../output/terminal.ts';

/** A rotation as a command tells it, and the secrets that were forgotten before it. */
export interface RotationReport extends Rotation {
  readonly forgotten: readonly string[];
}

const why: Readonly<Record<Rotation['left'][number]['state'], string>> = {
  current: '',
  earlier: 'set meanwhile by a process that has another key first: restart it, then rotate again',
  key_missing: 'ENCRYPTION_KEYS lacks this key: put it behind the others',
  unreadable: 'does not open with the key of its id: set the secret anew',
};

/** What was sealed anew, what was not and why, and which keys may go. */
export function rotationText(
  { keyId, rotated, current, left, unusedKeyIds, forgotten }: RotationReport,
  terminal: Terminal,
): string {
  const rows = left.map((one) => [one.owner, one.keyId ?? '', why[one.state]]);
  const secrets = (count: number) => `${count} ${count === 1 ? 'secret' : 'secrets'}`;
  return [
    ...(forgotten.length === 0 ? [] : [`Forgotten, to be set anew: ${forgotten.join(', ')}.`]),
    `Sealed anew with the key "${keyId}": ${secrets(rotated)}; so before: ${current}.`,
    ...(left.length === 0
      ? []
      : [drawTable(terminal, [{ head: 'secret of' }, { head: 'key' }, { head: 'left as it is', isElastic: true }], rows)]),
    unusedKeyIds.length === 0
      ? 'No key may be dropped from ENCRYPTION_KEYS.'
      : `No stored secret needs these keys any more: ${unusedKeyIds.join(', ')}. Drop them from ENCRYPTION_KEYS once every process has "${keyId}" first, and no backup that you may restore needs them.`,
  ].join('\n');
}
