import { expect, it } from 'vitest';
import { textOfHtml } from './text-of-html.ts';

it.each([
  [null, null],
  ['<p><br></p>', null],
  ['<p>Ring twice</p><p>At the <b>back</b></p>', 'Ring twice\nAt the back'],
  ['one<br/>two<br>three', 'one\ntwo\nthree'],
  ['<ul><li>a</li><li>b</li></ul>', 'a\nb'],
  ['Fish &amp; chips &lt;b&gt; &#233;&#x20AC; &nbsp;&copy;', 'Fish & chips <b> é€  &copy;'],
  ['&#0;&#xD800;&#9999999;', '&#0;&#xD800;&#9999999;'],
  ['&amp;lt;script&amp;gt;', '&lt;script&gt;'],
  ['plain', 'plain'],
])('%j reads %j', (html, text) => {
  expect(textOfHtml(html)).toBe(text);
});
