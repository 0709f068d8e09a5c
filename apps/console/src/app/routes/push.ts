import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { given, oneOfIn, textIn, textsIn } from '../search.ts';

const steps = ['branches', 'models', 'records', 'preview', 'send'] as const;
const modes = ['changed', 'selected', 'all'] as const;

/** What was chosen stands in the address: a reload, a link and the back button keep it. */
export const pushRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/push',
  validateSearch: (search: Record<string, unknown>) =>
    given({
      step: oneOfIn(search, 'step', steps),
      branches: textsIn(search, 'branches'),
      models: textsIn(search, 'models'),
      mode: oneOfIn(search, 'mode', modes),
      search: textIn(search, 'search'),
      /** Of each model `model:id`. */
      ids: textsIn(search, 'ids'),
      /** Runs of previews, and of what was sent. */
      previews: textsIn(search, 'previews'),
      runs: textsIn(search, 'runs'),
    }),
  component: lazyRouteComponent(() => import('../../views/push/push.tsx'), 'PushView'),
});
