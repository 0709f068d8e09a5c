import type { OverviewBranch } from '@branch-sync/contract';
import { Button, Center } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useIdentity } from '../../api/identity.ts';
import { given } from '../../app/search.ts';
import { countOf, countText } from '../../format/money.ts';
import { branchStates } from '../../format/words.ts';
import { Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { branchColumns } from './branch-columns.tsx';
import classes from './branches.module.css';
import { findBranches } from './find-branches.ts';
import { ReceiveBar } from './receive-bar.tsx';
import { tickColumn } from './tick-column.tsx';

const route = getRouteApi('/');
const atFirst = 100;

/** Every branch in a row, those that need somebody first; who may has them received from here. */
export function BranchesCard({ branches }: { readonly branches: readonly OverviewBranch[] }) {
  const { q, state } = route.useSearch();
  const navigate = route.useNavigate();
  const { may } = useIdentity();
  const [length, setLength] = useState(atFirst);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const found = useMemo(() => findBranches(branches, { q, state }), [branches, q, state]);
  const shown = found.slice(0, length);
  const mayReceive = may('operator');
  const columns = mayReceive ? [tickColumn(ticked, setTicked), ...branchColumns] : branchColumns;
  const isNarrowed = q !== undefined || state !== undefined;

  return (
    <Card
      title="Branches"
      note={
        <>
          <output>
            {isNarrowed
              ? `${countText(found.length)} of ${countText(branches.length)} found.`
              : `${countOf(found.length, 'branch', 'branches')}.`}
          </output>{' '}
          Today is measured against the same day a week ago, up to this time.
        </>
      }
      isFlush
    >
      <div className={classes['tools']}>
        <SearchField
          label="Search by code or name"
          value={q}
          onChange={(typed) => void navigate({ search: given({ q: typed, state }), replace: true })}
        />
        {state === undefined ? null : (
          <span className={classes['narrowed']}>
            Only {branchStates[state].word.toLowerCase()}:{' '}
            <Link to="/" search={given({ q })} resetScroll={false}>
              show all states
            </Link>
          </span>
        )}
        {mayReceive ? <ReceiveBar branches={branches} found={found} ticked={ticked} onTicked={setTicked} /> : null}
      </div>
      {found.length === 0 ? (
        <Empty>
          <p>No branch has this code, name or state.</p>
          <Button component={Link} to="/" variant="default">
            Show all branches
          </Button>
        </Empty>
      ) : (
        <div className={classes['list']}>
          <Table
            label="Branches"
            columns={columns}
            rows={shown}
            keyOf={({ code }) => code}
            isMarked={({ code }) => ticked.has(code)}
          />
        </div>
      )}
      {shown.length < found.length ? (
        <Center p="md">
          <Button variant="default" onClick={() => setLength(length + atFirst)}>
            Show more ({countText(shown.length)} of {countText(found.length)} are shown)
          </Button>
        </Center>
      ) : null}
    </Card>
  );
}
