import { createHash } from 'node:crypto';

/** The sign-in page's style, light and dark by the browser's preference. */
export const signInStyle = `
:root { color-scheme: light dark; --page: #f3f5f8; --card: #fff; --line: #d3d9e2; --text: #17202e; --quiet: #566174;
  --accent: #1f5fd0; --on-accent: #fff; --bad: #b3261e; --bad-back: #fdecea; }
@media (prefers-color-scheme: dark) { :root { --page: #10151d; --card: #19202b; --line: #36404f; --text: #e8edf4; --quiet: #a3afc0;
  --accent: #7eaaff; --on-accent: #0c1830; --bad: #ffb4ab; --bad-back: #3a1a1a; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { width: 100%; max-width: 25rem; padding: 2.25rem 2rem 2rem; background: var(--card); border: 1px solid var(--line);
  border-radius: 14px; box-shadow: 0 1px 2px rgb(0 0 0 / .06), 0 12px 32px rgb(0 0 0 / .08); }
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.5rem; font-weight: 600; color: var(--quiet); }
.brand svg { width: 1.75rem; height: 1.75rem; color: var(--accent); }
h1 { margin: 0 0 1.25rem; font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 0 0 1rem; font-size: 1rem; }
.button + h2 { margin-top: 1.5rem; }
p { margin: 0 0 1.25rem; color: var(--quiet); }
label { display: block; margin-bottom: .35rem; font-weight: 600; }
input:not([type=hidden]) + label { margin-top: .9rem; }
input { width: 100%; padding: .65rem .75rem; font: inherit; font-family: ui-monospace, SFMono-Regular, Menlo, monospace;
  color: inherit; background: transparent; border: 1px solid var(--quiet); border-radius: 8px; }
button, .button { display: block; width: 100%; margin-top: 1rem; padding: .7rem 1rem; font: inherit; font-weight: 600; text-align: center;
  text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px; cursor: pointer; }
button.quiet { color: var(--accent); background: transparent; }
button:hover, .button:hover { filter: brightness(1.08); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
details { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
summary { cursor: pointer; font-weight: 600; color: var(--accent); border-radius: 4px; }
details form { margin-top: 1rem; }
.alert { margin: 0 0 1.25rem; padding: .65rem .8rem; color: var(--bad); background: var(--bad-back); border-left: 4px solid var(--bad);
  border-radius: 6px; }
.hint { margin: 1.25rem 0 0; font-size: .875rem; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, monospace; font-size: .95em; white-space: nowrap; }
`;

const styleHash = createHash('sha256').update(signInStyle).digest('base64');

/** The page has no script, and one style: all else is refused. */
export const signInPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "img-src 'self' data:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
