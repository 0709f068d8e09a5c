import { Burger } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Line } from '../live/news.ts';
import { Health } from './health.tsx';
import { Mark } from './mark.tsx';
import { PersonMenu } from './person-menu.tsx';
import classes from './shell.module.css';

interface Props {
  readonly line: Line;
  readonly isMenuOpen: boolean;
  readonly onMenu: () => void;
}

/** The same over every view, the queues' too. */
export function Header({ line, isMenuOpen, onMenu }: Props) {
  return (
    <header className={classes['header']}>
      <Burger hiddenFrom="md" size="sm" opened={isMenuOpen} onClick={onMenu} aria-label="Menu" aria-expanded={isMenuOpen} />
      <Link to="/" className={classes['brand']} aria-label="branch-sync: overview">
        <Mark />
        <b>branch-sync</b>
      </Link>
      <Health line={line} />
      <PersonMenu />
    </header>
  );
}
