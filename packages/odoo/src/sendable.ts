import type { OdooValue } from './client.ts';

/** A value that no wire can carry exactly. `path` says where it stands, e.g. `rows[3][5]`. */
export class UnsendableValueError extends Error {
  override readonly name = 'UnsendableValueError';
}

/** What XML 1.0 cannot hold: control characters but tab, line feed and carriage return, and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/**
 * Throws `UnsendableValueError` for what would arrive as something else: undefined, NaN, infinities, BigInts, integers
 * beyond 2^53, characters that XML cannot hold. Both wires refuse the same, so that changing the wire changes nothing.
 */
export function assertSendable(value: OdooValue | undefined, path: string): void {
  switch (typeof value) {
    case 'string':
      if (notXml.test(value)) throw new UnsendableValueError(`${path} holds a character that cannot be sent.`);
      return;
    case 'number':
      if (!Number.isFinite(value)) throw new UnsendableValueError(`${path} is no finite number.`);
      if (Number.isInteger(value) && !Number.isSafeInteger(value))
        throw new UnsendableValueError(`${path} is too large to be exact.`);
      return;
    case 'boolean':
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) for (const [index, member] of value.entries()) assertSendable(member, `${path}[${index}]`);
      else for (const [key, member] of Object.entries(value)) assertSendable(member, path === '' ? key : `${path}.${key}`);
      return;
    default:
      throw new UnsendableValueError(`${path} is ${typeof value}, which cannot be sent.`);
  }
}
