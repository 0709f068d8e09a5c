/** What the comment `<!-- docs: ... -->` before a block says about it. */
export type Directive =
  /** `not run: REASON`: it is parsed, and told with its reason. */
  | { readonly kind: 'not_run'; readonly reason: string }
  /** `instead NAME: REASON`: it has what only a reader knows; the test runs its own lines of that name. */
  | { readonly kind: 'instead'; readonly name: string; readonly reason: string }
  /** `background until TEXT`: it goes on for as long as the pages are read; it is ready when it has printed that. */
  | { readonly kind: 'background'; readonly until: string }
  /** `exits NUMBER`: with which code it ends; 0 where nothing is said. */
  | { readonly kind: 'exits'; readonly code: number }
  /** `answer`: no command, but what the one before it answers. */
  | { readonly kind: 'answer' }
  /** `run`: for a language that is not run by itself. */
  | { readonly kind: 'run' };

/** Throws for what it does not understand, with the place. */
export function readDirective(text: string, place: string): Directive {
  const [, name, rest = ''] = /^(not run:|instead|background until|exits|answer|run)\s*(.*)$/.exec(text) ?? [];
  const instead = /^([a-z-]+): (.+)$/.exec(rest);
  if (name === 'not run:' && rest !== '') return { kind: 'not_run', reason: rest };
  if (name === 'instead' && instead?.[1] && instead[2]) return { kind: 'instead', name: instead[1], reason: instead[2] };
  if (name === 'background until' && rest !== '') return { kind: 'background', until: rest };
  if (name === 'exits' && /^\d+$/.test(rest)) return { kind: 'exits', code: Number(rest) };
  if (name === 'answer' && rest === '') return { kind: 'answer' };
  if (name === 'run' && rest === '') return { kind: 'run' };
  throw new Error(`${place}: “docs: ${text}” is no directive that is known.`);
}
