import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';

describe('a template of markup', () => {
  it('escapes what is put in, but for markup and nothing', () => {
    const name = html`<b>${'<i>'}</b>`;
    expect(html`<p title="${'"&\''}">${name}${null}</p>`.markup).toBe('<p title="&quot;&amp;&#39;"><b>&lt;i&gt;</b></p>');
  });

  test.prop([fc.string()])('lets no value open a tag or leave an attribute', (value) => {
    expect(html`${value}`.markup).not.toMatch(/[<>"']/);
  });
});
