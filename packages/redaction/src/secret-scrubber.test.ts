import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { secretScrubber } from './secret-scrubber.ts';

const secret = `p"a's<s>&w/ö\\r d`;

describe('a secret is taken out', () => {
  it.each([
    ['as it is', secret],
    ['in JSON', JSON.stringify({ secret })],
    ["in Python's JSON", `{"secret": "p\\"a's<s>&w/\\u00f6\\\\r d"}`],
    ['in JSON with escaped slashes', `{"secret": "p\\"a's<s>&w\\/ö\\\\r d"}`],
    ['in XML', `<value>p"a's&lt;s&gt;&amp;w/ö\\r d</value>`],
    ['in an HTML attribute', `<a title="p&quot;a's&lt;s&gt;&amp;w/ö\\r d">`],
    ['in a page of markupsafe', `<b>p&#34;a&#39;s&lt;s&gt;&amp;w/ö\\r d</b>`],
    ["in a page of Python's html.escape", `<b>p&quot;a&#x27;s&lt;s&gt;&amp;w/ö\\r d</b>`],
    ["in Python's repr", `ValueError: ('p"a\\'s<s>&w/ö\\\\r d',)`],
    ['in a URL', `/web?secret=${encodeURIComponent(secret)}`],
    ['in a form', new URLSearchParams({ secret }).toString()],
  ])('%s', (_case, text) => {
    const scrubbed = secretScrubber(secret)(text);
    expect(scrubbed).toContain('[secret]');
    // What no way of writing changes.
    expect(scrubbed).not.toMatch(/r( |\+|%20)d/);
  });

  test.prop([fc.string({ minLength: 1, unit: 'binary' }), fc.string(), fc.string()])(
    'wherever it stands',
    (any, before, after) => {
      fc.pre(!'[secret]'.includes(any));
      expect(secretScrubber(any)(`${before}${any}${after}`)).not.toContain(any);
    },
  );

  it('and an empty one changes nothing', () => {
    expect(secretScrubber('')('text')).toBe('text');
  });
});
