import { Link } from '@tanstack/react-router';

/** The way to a branch, by its code. */
export function BranchLink({ code }: { readonly code: string }) {
  return (
    <Link to="/branches/$code" params={{ code }} style={{ whiteSpace: 'nowrap' }}>
      {code}
    </Link>
  );
}
