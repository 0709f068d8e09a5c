const ourHost = 'http://ours.invalid';

/** Where to go after the sign-in: a path of ours, whatever was asked for. Anything that leads elsewhere becomes `/`. */
export function nextPath(asked: string | undefined): string {
  // A browser drops tabs and line ends before it reads, and reads `\` as `/`: only plain paths are looked at.
  if (asked === undefined || !/^\/[\x21-\x5b\x5d-\x7e]*$/.test(asked) || !URL.canParse(asked, ourHost)) return '/';
  const { origin, pathname, search } = new URL(asked, ourHost);
  // `/..//host` is read as `//host`: another host again, when it is sent back.
  const isOurs = origin === ourHost && !pathname.startsWith('//') && pathname !== '/sign-in';
  return isOurs ? `${pathname}${search}` : '/';
}
