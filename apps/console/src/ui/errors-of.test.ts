import { expect, it } from 'vitest';
import { errorsOf } from './errors-of.ts';

it('finds what is wrong with one part', () => {
  const errors = { 'receive.cron': 'must have five fields', 'push.cron': 'no', receive: 'whole', name: 'must not be empty' };
  expect(errorsOf(errors, 'receive')).toEqual({ cron: 'must have five fields' });
});
