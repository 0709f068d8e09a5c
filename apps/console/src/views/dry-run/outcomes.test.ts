import { expect, it } from 'vitest';
import { dryRunText } from './outcomes.ts';

it('tells what would become of orders, and nothing of what there is none of', () => {
  const of = (...outcomes: ('ready' | 'failed' | 'already_there')[]) => outcomes.map((outcome) => ({ outcome }));
  expect(dryRunText(of('ready', 'ready', 'failed', 'already_there'))).toBe(
    '2 orders would come in, 1 order would be refused, 1 order is already there.',
  );
  expect(dryRunText(of('ready'))).toBe('1 order would come in.');
});
