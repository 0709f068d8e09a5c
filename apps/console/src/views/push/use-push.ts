import { getRouteApi, useLocation } from '@tanstack/react-router';
import type { PushSearch } from '../../app/routes/push.ts';
import { given } from '../../app/search.ts';
import { choicesIn } from './choices.ts';

const route = getRouteApi('/push');

/** More runs than these make an address too long for a proxy: they stay with this entry of the tab's history, which a reload keeps as well. */
const mostInAddress = 60;

declare module '@tanstack/react-router' {
  interface HistoryState {
    pushPreviews?: readonly string[];
    pushRuns?: readonly string[];
  }
}

/** What can be changed of the address: a choice, or what is looked for. */
export type Change = { readonly [Name in keyof PushSearch]?: PushSearch[Name] | undefined };

/** What was chosen to push, and what has come of it; and how it is changed. */
export function usePush() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const state = useLocation({ select: (location) => location.state });
  const to = (change: Change, isNew: boolean) =>
    void navigate({
      search: given({ ...search, ...change }),
      state: (before) => before,
      replace: !isNew,
      resetScroll: isNew,
    });
  const forget = (change: Change, isNew: boolean) =>
    void navigate({
      search: given({ ...search, ...change, previews: undefined, runs: undefined, open: undefined }),
      state: ({ pushPreviews: _previews, pushRuns: _runs, ...rest }) => rest,
      replace: !isNew,
      resetScroll: isNew,
    });

  return {
    search,
    choices: choicesIn(search),
    previews: search.previews ?? state.pushPreviews ?? [],
    runs: search.runs ?? state.pushRuns ?? [],
    /** What was previewed, or sent, was something else: it is forgotten. */
    choose: (change: Change) => forget(change, false),
    look: (change: Change) => to(change, false),
    /** Back to where nothing was looked at yet: what a preview showed is out of date. */
    lookAgain: () => forget({ step: 'preview' }, true),
    go: (step: PushSearch['step']) => to({ step, open: undefined }, true),
    showPreviews: (previews: readonly string[]) =>
      void navigate({
        search: given({ ...search, step: 'preview' as const, runs: undefined, open: undefined, previews: shortOf(previews) }),
        state: { pushPreviews: previews },
      }),
    /** Where one comes from is told as well: whoever goes back must not find it unsent. */
    async showRuns(runs: readonly string[]) {
      for (const { step, replace } of [
        { step: search.step, replace: true },
        { step: 'send' as const, replace: false },
      ])
        await navigate({
          search: given({ ...search, step, open: undefined, runs: shortOf(runs) }),
          state: (before) => ({ ...before, pushRuns: runs }),
          replace,
        });
    },
  };
}

export type Push = ReturnType<typeof usePush>;

function shortOf(runs: readonly string[]): readonly string[] | undefined {
  return runs.length <= mostInAddress ? runs : undefined;
}
