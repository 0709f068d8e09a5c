import { type CatalogueEntry, catalogue, type FailureCode, isStandingWarning, textsOf } from './catalogue.ts';

const sections = [
  {
    heading: 'On the way to a branch’s Odoo',
    holds: (code: FailureCode, { subject }: CatalogueEntry) => code.startsWith('branch.') && subject === 'connection',
  },
  {
    heading: 'On the way to central’s Odoo',
    holds: (code: FailureCode, { subject }: CatalogueEntry) => code.startsWith('central.') && subject === 'connection',
  },
  { heading: 'Orders that did not come in', holds: isOfOrder },
  { heading: 'Orders that are in central, to be looked at', holds: isOfOrderThatIsIn },
  { heading: 'Everything else', holds: () => true },
] as const;

const sideWords: Readonly<Record<CatalogueEntry['side'], string>> = {
  branch: 'look at the branch',
  central: 'look at central',
  here: 'look at branch-sync’s own settings',
};

/** The catalogue as a page for people, one heading a code (docs/failures.md). */
export function failuresPage(): string {
  const left = new Set(Object.keys(catalogue) as FailureCode[]);
  const parts = sections.map(({ heading, holds }) => {
    const codes = [...left].filter((code) => holds(code, catalogue[code]));
    for (const code of codes) left.delete(code);
    return [`## ${heading}`, ...codes.map(entryOf)].join('\n\n');
  });
  return `${[introduction, ...parts].join('\n\n')}\n`;
}

const introduction = `# Failures

Every failure that branch-sync tells, by its code: what it is called, what it says, and what to do. This page is made from the
catalogue by \`npm run docs:failures\`; a test holds one against the other. Names in braces stand for what the failure befell.

- **error**: something waits until it is mended. **warning**: it comes right by itself, or the order is in and wants a look.
  **info**: nothing is wrong.
- **transient**: tried again by itself, with growing pauses. **waiting**: tried again by itself when the branch is ready.
  **permanent**: a person must act; then “retry” tries it again, one failure or all of one cause.`;

function entryOf(code: FailureCode): string {
  const { severity, side } = catalogue[code];
  const { title, message, fix } = textsOf(code);
  return [
    `### ${code}`,
    `**${title}**`,
    `_${severity}, ${catalogue[code].class}; ${sideWords[side]} first_`,
    message,
    `To do: ${fix}`,
    triedAgain(code),
  ].join('\n\n');
}

function triedAgain(code: FailureCode): string {
  const entry: CatalogueEntry = catalogue[code];
  if (isOfOrderThatIsIn(code, entry)) return 'Nothing is tried again: the order is in central.';
  if (entry.class === 'transient') return 'Tried again by itself, after pauses that grow.';
  if (entry.class === 'waiting') return 'Tried again by itself when the branch is ready.';
  if (entry.severity !== 'error') return 'Nothing waits for it. It goes away by itself once it is mended.';
  return isOfOrder(code, entry)
    ? 'Not tried again by itself for long: retry it once it is mended.'
    : 'Not tried again by itself: the next scheduled run tries anew, or retry it once it is mended.';
}

function isOfOrder(code: FailureCode, { severity }: CatalogueEntry): boolean {
  return severity === 'error' && !/^(branch|central|secret|run)\./.test(code);
}

function isOfOrderThatIsIn(code: FailureCode, entry: CatalogueEntry): boolean {
  return entry.severity === 'warning' && entry.class === 'permanent' && !isStandingWarning(code);
}
