import type { ReactNode } from 'react';
import classes from './tab-links.module.css';

/** The parts of a view that have addresses of their own: links, of which the router marks the one that is shown. */
export function TabLinks({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <nav className={classes['tabs']} aria-label={label}>
      {children}
    </nav>
  );
}
