import { IconExternalLink } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** A way out of the console, in a tab of its own. */
export function OutwardLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" style={{ whiteSpace: 'nowrap' }}>
      {children} <IconExternalLink size={14} aria-hidden style={{ verticalAlign: '-0.1em' }} />
      <span className="unseen"> (in a new tab)</span>
    </a>
  );
}
