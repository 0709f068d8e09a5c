import type { Branch } from '@branch-sync/contract';
import { Button, Radio } from '@mantine/core';
import { countOf, countText } from '../../format/money.ts';
import { Card } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { findBranches } from '../overview/find-branches.ts';
import { BranchTicks } from './branch-ticks.tsx';
import { branchesMeant } from './choices.ts';
import classes from './push.module.css';
import { PushFoot } from './push-foot.tsx';
import type { Push } from './use-push.ts';

interface Props {
  readonly push: Push;
  readonly branches: readonly Branch[];
}

/** Which branches get it: those that are ticked, or all that take any of it. */
export function BranchesStep({ push, branches }: Props) {
  const { choices, search, choose, look, go } = push;
  const found = findBranches(branches, { q: search.find });
  const ticked = new Set(choices.branches ?? []);
  const tick = (codes: readonly string[]) => choose({ all: undefined, branches: codes.length === 0 ? undefined : codes });
  const meant = branchesMeant(choices, branches);
  return (
    <>
      <Card title="Which branches?">
        <Radio.Group
          label="Push to"
          value={choices.branches === null ? 'all' : 'these'}
          onChange={(value) => (value === 'all' ? choose({ all: true, branches: undefined }) : choose({ all: undefined }))}
        >
          <div className={classes['radios']}>
            <Radio value="all" label="All that take it" description="Every branch whose settings take any of what is pushed." />
            <Radio value="these" label="These branches" description="The ones that you tick." />
          </div>
        </Radio.Group>
        {choices.branches === null ? (
          <p className={classes['quiet']}>
            {countOf(meant.length, 'branch takes', 'branches take')} master data now. What it is, is the next question.
          </p>
        ) : (
          <>
            <div className={classes['tools']}>
              <SearchField label="Search by code or name" value={search.find} onChange={(find) => look({ find })} />
              <Button
                variant="default"
                onClick={() => tick([...new Set([...ticked, ...found.map(({ code }) => code)])])}
                disabled={found.every(({ code }) => ticked.has(code))}
              >
                Tick {search.find === undefined ? 'all' : 'all that were found'} ({countText(found.length)})
              </Button>
              <Button variant="subtle" onClick={() => tick([])} disabled={ticked.size === 0}>
                Untick all
              </Button>
            </div>
            <BranchTicks found={found} ticked={ticked} onTick={tick} />
          </>
        )}
      </Card>
      <PushFoot
        onNext={() => go('models')}
        act={`Go on with ${countOf(meant.length, 'branch', 'branches')}`}
        missing={meant.length > 0 ? null : choices.branches === null ? 'No branch takes any master data.' : 'Tick a branch.'}
      />
    </>
  );
}
