import { type Directive, readDirective } from './directive.ts';

/** A fenced block, with what the comment before it says of it. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of its opening fence, from 1. */
  readonly line: number;
  readonly directive: Directive | null;
}

/** One Markdown page, as far as it can be held to something. */
export interface Page {
  /** From the top of the clone. */
  readonly path: string;
  readonly blocks: readonly Block[];
  /** What GitHub makes of its headings, for links to them. */
  readonly anchors: ReadonlySet<string>;
  readonly links: readonly { readonly target: string; readonly line: number }[];
  /** What stands between backticks in its prose. */
  readonly codes: readonly { readonly text: string; readonly line: number }[];
}

/** Reads a page. Throws for a fence that nobody closes, and for a directive that is not understood or stands before no block. */
export function parsePage(path: string, text: string): Page {
  const blocks: Block[] = [];
  const slugs = new Map<string, number>();
  const anchors = new Set<string>();
  const links: { target: string; line: number }[] = [];
  const codes: { text: string; line: number }[] = [];
  let waiting: { directive: Directive; line: number } | null = null;
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const number = at + 1;
    const fence = /^(`{3,})(.*)$/.exec(line);
    if (fence?.[1] !== undefined) {
      const end = lines.findIndex((one, index) => index > at && one.trimEnd() === fence[1]);
      if (end === -1) throw new Error(`${path}:${number}: the fence is not closed.`);
      const content = lines.slice(at + 1, end).join('\n');
      blocks.push({ language: fence[2]?.trim() ?? '', text: content, line: number, directive: waiting?.directive ?? null });
      waiting = null;
      at = end;
      continue;
    }
    if (waiting !== null && line.trim() !== '') throw new Error(`${path}:${waiting.line}: the directive stands before no block.`);
    const comment = /^<!-- docs: (.*) -->$/.exec(line);
    if (comment?.[1] !== undefined) waiting = { directive: readDirective(comment[1], `${path}:${number}`), line: number };
    const heading = /^#{1,6} (.+)$/.exec(line)?.[1];
    if (heading !== undefined) anchors.add(uniqueSlug(heading, slugs));
    for (const [, target = ''] of line.matchAll(/\]\(([^()\s]+)\)/g)) links.push({ target, line: number });
    for (const [, code = ''] of line.matchAll(/`([^`]+)`/g)) codes.push({ text: code, line: number });
  }
  return { path, blocks, anchors, links, codes };
}

/** GitHub's rule: lower case, what is no letter, digit, blank, `-` or `_` left out, blanks to `-`; the second of a name gets a number. */
function uniqueSlug(heading: string, taken: Map<string, number>): string {
  const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
  const slug = words.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');
  const before = taken.get(slug) ?? 0;
  taken.set(slug, before + 1);
  return before === 0 ? slug : `${slug}-${before}`;
}
