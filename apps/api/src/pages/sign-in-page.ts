import type { Identity } from '../access/identity.ts';
import { type Html, html } from './html.ts';
import { signInStyle } from './sign-in-style.ts';

const mark = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
<circle cx="5" cy="5" r="2.2"/><circle cx="5" cy="19" r="2.2"/><circle cx="19" cy="12" r="2.2"/><path d="M7.2 5H10q3 0 3 3v1q0 3 3.8 3M7.2 19H10q3 0 3-3v-1q0-3 3.8-3"/></svg>`;

/** The form that takes a key; `problem` says why the last one did not do. */
export function signInPage({ next, problem }: { readonly next: string; readonly problem: string | null }): string {
  const alert = problem === null ? null : html`<p class="alert" role="alert" id="problem">${problem}</p>`;
  const state = problem === null ? null : html` aria-invalid="true"`;
  const describedBy = problem === null ? 'hint' : 'problem hint';
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
<p>Queues and API documents are for people with a key.</p>
${alert}
<form method="post" action="/sign-in">
<input type="hidden" name="next" value="${next}">
<label for="key">API key</label>
<input id="key" name="key" type="password" autocomplete="current-password" required autofocus spellcheck="false"${state} aria-describedby="${describedBy}">
<button type="submit">Sign in</button>
</form>
<p class="hint" id="hint">An admin makes keys with <code>branch-sync keys create</code>. A sign-in holds for 12 hours.</p>`,
  );
}

/** What who is signed in already sees instead. */
export function signedInPage({ keyName, role }: Identity, next: string): string {
  return page(
    'Signed in',
    html`<h1>Signed in</h1>
<p>With the key “${keyName}”, as ${role}.</p>
<a class="button" href="${next}">Continue</a>
<form method="post" action="/sign-out"><button class="quiet" type="submit">Sign out</button></form>`,
  );
}

function page(title: string, content: Html): string {
  const style: Html = { markup: signInStyle };
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title} · branch-sync</title>
<style>${style}</style>
</head>
<body><main><div class="brand">${mark}branch-sync</div>
${content}
</main></body>
</html>`.markup;
}
