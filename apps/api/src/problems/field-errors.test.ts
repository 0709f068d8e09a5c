import { hasZodFastifySchemaValidationErrors, validatorCompiler } from 'fastify-type-provider-zod';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fieldErrors } from './field-errors.ts';

const schema = z.strictObject({
  receive: z.strictObject({ everySeconds: z.int().min(10) }).optional(),
  list: z.array(z.strictObject({ id: z.int() })).optional(),
  role: z.enum(['a', 'b']).optional(),
  name: z.string(),
});

/** Through the compiler that the server uses: what it makes of zod's findings is not ours to guess. */
function errorsOf(value: unknown) {
  const validate = validatorCompiler({ schema, method: 'POST', url: '/', httpPart: 'body' });
  const { error } = validate(value) as { error?: unknown };
  const failed = { validation: error };
  if (!hasZodFastifySchemaValidationErrors(failed)) return [];
  return fieldErrors(failed.validation, 'body').map(({ field, message }) => `${field}: ${message}`);
}

describe('what zod finds', () => {
  it.each([
    [{}, ['name: is required']],
    [null, ['body: is required']],
    [{ name: 'n', receive: { everySeconds: 1 } }, ['receive.everySeconds: Too small: expected number to be >=10']],
    [{ name: 'n', receive: { everySeconds: 10, x: 1, y: 2 } }, ['receive.x: is not known here', 'receive.y: is not known here']],
    [{ name: 'n', list: [{ id: 1 }, {}] }, ['list.1.id: is required']],
    [{ name: 'n', extra: 1 }, ['extra: is not known here']],
    [{ name: 'n', role: 'canary' }, ['role: Invalid option: expected one of "a"|"b"']],
  ])('in %o is told by field', (value, errors) => {
    expect(errorsOf(value)).toEqual(errors);
  });
});
