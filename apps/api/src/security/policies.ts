/** What a page may load, by directive. */
type Directives = Readonly<Record<string, readonly string[]>>;

const self = "'self'";
const none = "'none'";

/** A page of ours: nothing inline, nothing of other hosts, in nobody's frame. */
const ownPage: Directives = {
  'default-src': [none],
  'script-src': [self],
  'style-src': [self],
  'img-src': [self, 'data:'],
  'font-src': [self],
  'connect-src': [self],
  'form-action': [self],
  'base-uri': [none],
  'object-src': [none],
  'frame-ancestors': [none],
};

/**
 * Styles that Bull Board's page writes into itself, by what they are: the mark of Redis, a scrollbar that is hidden behind a dialog, the
 * editor for a job's data, and the same before it has any. Read off a browser; a new version has to be looked at anew.
 */
const queueBoardStyles = [
  'sha256-r2N1TB/gHbBtBZFKg7ejmq1acVSREzucTAEw6ga4hoU=',
  'sha256-kLmvWqfziFavKtqHqRsb90f006UAK2Dmd0It5Iz2KFA=',
  'sha256-CNWOdxiJSJ+FWufP7iCptJbPN9jIAIu+yamp1kzPj3w=',
  'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
].map((hash) => `'${hash}'`);

/** Its addresses hang on a `<base>`; the console shows it below its own header. */
const queueBoard: Directives = {
  ...ownPage,
  'style-src': [self, ...queueBoardStyles],
  'base-uri': [self],
  'frame-ancestors': [self],
};

/** What an answer says that is no page: should a browser be made to show it as one, nothing of it comes alive. */
export const answerPolicy = written({ 'default-src': [none], 'frame-ancestors': [none] });

/** The console's: it makes styles while it runs (widths of columns, a dialog's hold on scrolling), which carry the word of their page. */
export function consolePolicy(nonce: string): string {
  return written({ ...ownPage, 'style-src': [self, `'nonce-${nonce}'`], 'frame-src': [self] });
}

const pagePolicies = [
  { path: '/queues', policy: written(queueBoard) },
  { path: '/api', policy: answerPolicy },
] as const;

const ownPagePolicy = written(ownPage);

/** The policy of a route's answers; undefined: of no route, and so no page. */
export function policyOf(route: string | undefined): string {
  if (route === undefined) return answerPolicy;
  return pagePolicies.find(({ path }) => route === path || route.startsWith(`${path}/`))?.policy ?? ownPagePolicy;
}

function written(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
