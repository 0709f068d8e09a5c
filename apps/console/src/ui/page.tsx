import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface Props {
  readonly title: string;
  /** Which part of the view is shown, for the browser's title. */
  readonly part?: string | undefined;
  /** Beside the title: a state, a code. */
  readonly mark?: ReactNode;
  /** Under the title, in a line. */
  readonly note?: ReactNode;
  /** What can be done here, at the right. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A view: its heading, what can be done, and what it shows. */
export function Page({ title, part, mark, note, actions, children }: Props) {
  useDocumentTitle([part, title, 'branch-sync'].filter((text) => text !== undefined).join(' · '));
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <div className={classes['titles']}>
          <h1>{title}</h1>
          {mark}
          {note === undefined ? null : <p>{note}</p>}
        </div>
        {actions === undefined ? null : <div className={classes['actions']}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title?: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  /** No room around the content: for tables. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

/** A part of a view, on ground of its own. */
export function Card({ title, note, actions, isFlush = false, children }: CardProps) {
  return (
    <section className={classes['card']} aria-label={title}>
      {title === undefined ? null : (
        <div className={classes['cardHead']}>
          <h2>{title}</h2>
          {note === undefined ? null : <p>{note}</p>}
          {actions === undefined ? null : <div className={classes['actions']}>{actions}</div>}
        </div>
      )}
      <div className={isFlush ? classes['flush'] : classes['body']}>{children}</div>
    </section>
  );
}
