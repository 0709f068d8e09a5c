import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { followNews, type Line } from '../live/news.ts';
import { Waiting } from '../ui/answer.tsx';
import { AwayNotice } from './away-notice.tsx';
import { Header } from './header.tsx';
import { KeyboardHelp } from './keyboard-help.tsx';
import { Navigation } from './navigation.tsx';
import { SessionEnd } from './session-end.tsx';
import classes from './shell.module.css';

/** What stands around every view: the header with everybody's health, the ways to go, and what is told whatever one looks at. */
export function Shell() {
  const client = useQueryClient();
  const [line, setLine] = useState<Line>('live');
  const [isOpen, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });

  useEffect(() => followNews(client, setLine), [client]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever has gone somewhere is done with the menu.
  useEffect(() => setOpen(false), [path]);

  return (
    <div className={classes['shell']} data-open={isOpen}>
      <a className={classes['skip']} href="#view">
        To the view
      </a>
      <Suspense fallback={<Waiting label="Asking who you are" />}>
        <Header line={line} isMenuOpen={isOpen} onMenu={() => setOpen(!isOpen)} />
        <Navigation />
        <main id="view" className={classes['main']} tabIndex={-1}>
          <AwayNotice line={line} />
          <Outlet />
        </main>
      </Suspense>
      <SessionEnd />
      <KeyboardHelp />
    </div>
  );
}
