import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { answerPolicy, policyOf } from './policies.ts';

const manifestSchema = z.object({ dependencies: z.record(z.string(), z.string()) });

describe('the policy of a route', () => {
  it('is the strict one of answers where it is no page', () => {
    expect([undefined, '/api', '/api/runs/:id'].map(policyOf)).toEqual([answerPolicy, answerPolicy, answerPolicy]);
  });

  it.each(['/', '/sign-in', '/docs', '/queuesandmore', '/apis'])(
    'is that of our own pages at %s: nothing inline, no exceptions',
    (route) => {
      expect(policyOf(route)).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
      expect(policyOf(route)).not.toMatch(/unsafe|sha256|\*/);
    },
  );

  it('allows the queue page what this version of it was seen to need: look at a browser’s console before you change it', async () => {
    const { dependencies } = manifestSchema.parse(
      JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')),
    );
    expect(dependencies['@bull-board/fastify']).toBe('9.10.1');
    expect(policyOf('/queues')).not.toContain('unsafe');
  });
});
