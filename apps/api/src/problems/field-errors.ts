import type { FieldError } from '@branch-sync/contract';
import type { FastifySchemaValidationError } from 'fastify';

/**
 * What zod found, field by field: `/receive/everySeconds` becomes `receive.everySeconds`, an unknown field is named itself.
 * Values are never told: one of them may be a secret. `part` names the whole where a request has no such part at all.
 */
export function fieldErrors(found: readonly FastifySchemaValidationError[], part: string): FieldError[] {
  return found.flatMap(({ instancePath, keyword, params, message = 'is not valid' }) => {
    const path = instancePath.split('/').filter((step) => step !== '');
    if (keyword === 'unrecognized_keys' && Array.isArray(params['keys'])) {
      return params['keys'].map((key) => ({ field: [...path, String(key)].join('.'), message: 'is not known here' }));
    }
    return [{ field: path.join('.') || part, message: isMissing(keyword, message) ? 'is required' : message }];
  });
}

function isMissing(keyword: string, message: string): boolean {
  return keyword.startsWith('invalid_') && /received (undefined|null)$/.test(message);
}
