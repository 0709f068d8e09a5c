const ourHost = 'http://ours.invalid';

/** Where to go after the sign-in: a path of ours, whatever was asked for. Anything that leads elsewhere becomes `/`. */
export function nextPath(asked: string | undefined): string {
  // A browser reads `//host` and `/\host` as another host, and drops tabs and line ends before it reads.
  if (asked === undefined || !/^\/(?![/\\])[\x21-\x7e]*$/.test(asked) || asked.includes('\\')) return '/';
  const url = URL.canParse(asked, ourHost) ? new URL(asked, ourHost) : null;
  return url?.origin === ourHost && url.pathname !== '/sign-in' ? `${url.pathname}${url.search}` : '/';
}
