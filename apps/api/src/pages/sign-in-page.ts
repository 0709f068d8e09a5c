import type { SignInWay } from '@branch-sync/config';
import type { Identity } from '../access/identity.ts';
import { all, type Html, html } from './html.ts';
import { signInStyle } from './sign-in-style.ts';

const mark = html`<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
<circle cx="5" cy="5" r="2.2"/><circle cx="5" cy="19" r="2.2"/><circle cx="19" cy="12" r="2.2"/><path d="M7.2 5H10q3 0 3 3v1q0 3 3.8 3M7.2 19H10q3 0 3-3v-1q0-3 3.8-3"/></svg>`;

/** How people may sign in here. */
export interface SignInWays {
  readonly with: readonly SignInWay[];
  /** What an OpenID provider is called; null where there is none. */
  readonly oidcName: string | null;
}

interface SignInPage {
  readonly ways: SignInWays;
  readonly next: string;
  /** Why the last try did not do, and which way it took. */
  readonly problem: string | null;
  readonly tried: SignInWay | null;
}

const titles: Readonly<Record<SignInWay, string>> = { odoo: 'Odoo account', local: 'Local account', key: 'API key' };

/** The page that people sign in on: the first way stands open, the others fold out. */
export function signInPage({ ways, next, problem, tried }: SignInPage): string {
  const [first, ...others] = ways.with;
  const alert = problem === null ? null : html`<p class="alert" role="alert">${problem}</p>`;
  const oidc =
    ways.oidcName === null
      ? null
      : html`<a class="button" href="/sign-in/oidc?next=${encodeURIComponent(next)}">Sign in with ${ways.oidcName}</a>`;
  const folded = others.map((way) => {
    const open = way === tried ? html` open` : null;
    return html`<details${open}><summary>${titles[way]}</summary>${form(way, next, false)}</details>`;
  });
  return page(
    'Sign in',
    html`<h1>Sign in</h1>
${alert}${oidc}${first === undefined ? null : html`<h2>${titles[first]}</h2>${form(first, next, tried === null || tried === first)}`}
${all(folded)}`,
  );
}

function form(way: SignInWay, next: string, hasFocus: boolean): Html {
  const focus = hasFocus ? html` autofocus` : null;
  const fields = way === 'key' ? keyField(focus) : accountFields(way, focus);
  return html`<form method="post" action="/sign-in">
<input type="hidden" name="way" value="${way}"><input type="hidden" name="next" value="${next}">
${fields}
<button type="submit">Sign in</button>
${hints[way]}
</form>`;
}

function accountFields(way: SignInWay, focus: Html | null): Html {
  return html`<label for="${way}-login">Login</label>
<input id="${way}-login" name="login" autocomplete="username" autocapitalize="none" spellcheck="false" required${focus}>
<label for="${way}-password">Password</label>
<input id="${way}-password" name="password" type="password" autocomplete="current-password" required aria-describedby="${way}-hint">`;
}

function keyField(focus: Html | null): Html {
  return html`<label for="key">API key</label>
<input id="key" name="key" type="password" autocomplete="off" spellcheck="false" required aria-describedby="key-hint"${focus}>`;
}

const hints: Readonly<Record<SignInWay, Html>> = {
  odoo: html`<p class="hint" id="odoo-hint">As in central’s Odoo. With two-factor sign-in there, an API key of yours takes the password’s place.</p>`,
  local: html`<p class="hint" id="local-hint">Made with <code>branch-sync users add</code>, for the set-up and for emergencies.</p>`,
  key: html`<p class="hint" id="key-hint">Made by an admin, or with <code>branch-sync keys create</code>.</p>`,
};

/** What who is signed in already sees instead. */
export function signedInPage({ kind, name, role }: Identity, next: string): string {
  return page(
    'Signed in',
    html`<h1>Signed in</h1>
<p>${kind === 'key' ? `With the key “${name}”` : `As ${name}`}, in the role ${role}.</p>
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
