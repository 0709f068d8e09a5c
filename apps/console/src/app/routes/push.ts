import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { flagIn, oneOfIn, read, textIn, textsIn } from '../search.ts';

const steps = ['branches', 'models', 'records', 'preview', 'send'] as const;
const modes = ['changed', 'selected', 'text', 'all'] as const;
const rules = ['central_wins', 'branch_wins', 'ask'] as const;

/** What was chosen stands in the address: a reload, a link and the back button keep it. */
const readPushSearch = (search: Record<string, unknown>) =>
  read({
    step: oneOfIn(search, 'step', steps),
    /** Every branch that takes any of it, in place of those that are named. */
    all: flagIn(search, 'all'),
    branches: textsIn(search, 'branches'),
    /** Left out: what each branch takes. */
    models: textsIn(search, 'models'),
    mode: oneOfIn(search, 'mode', modes),
    /** For the mode `text`: what records must have in them, and whether only changed ones are meant. */
    search: textIn(search, 'search'),
    changedOnly: flagIn(search, 'changedOnly'),
    /** For the mode `selected`, of each model: `model:id.id.id`. */
    ids: textsIn(search, 'ids'),
    conflicts: oneOfIn(search, 'conflicts', rules),
    /** What branches, and records, are looked for by; and the model whose records are shown. */
    find: textIn(search, 'find'),
    q: textIn(search, 'q'),
    model: textIn(search, 'model'),
    /** The run that is unfolded. */
    open: textIn(search, 'open'),
    /** Runs of previews, and of what was sent, where they are few. */
    previews: textsIn(search, 'previews'),
    runs: textsIn(search, 'runs'),
  });

/** What the address of a push says. */
export type PushSearch = ReturnType<typeof readPushSearch>;

export const pushRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/push',
  validateSearch: readPushSearch,
  component: lazyRouteComponent(() => import('../../views/push/push.tsx'), 'PushView'),
});
