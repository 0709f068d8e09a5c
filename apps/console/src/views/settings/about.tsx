import type { About } from '@branch-sync/contract';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { aboutQuery } from '../../api/about.ts';
import { countOf } from '../../format/money.ts';
import { Answer, Waiting } from '../../ui/answer.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Card } from '../../ui/page.tsx';
import classes from './settings.module.css';

const LicencesCard = lazy(async () => ({ default: (await import('./licences-card.tsx')).LicencesCard }));

/** What runs here, what it keeps and for how long, and what it is built on. */
export function AboutView() {
  return (
    <>
      <Answer of={useQuery(aboutQuery)}>
        {(about) => (
          <>
            <Versions about={about} />
            <Retention days={about.retentionDays} />
          </>
        )}
      </Answer>
      <Suspense fallback={<Waiting label="Loading the licences" />}>
        <LicencesCard />
      </Suspense>
    </>
  );
}

const ways = { odoo: 'an account of central’s Odoo', local: 'a local account', key: 'an API key' } as const;

function Versions({ about: { version, node, database, queue, startedAt, publicUrl, signIn } }: { readonly about: About }) {
  const provider = signIn.oidcName === null ? [] : [signIn.oidcName];
  return (
    <Card title="What runs here">
      <Facts
        of={[
          { name: 'branch-sync', value: version },
          { name: 'Node.js', value: node },
          { name: 'Postgres', value: database },
          { name: 'Queue', value: queue === 'redis' ? 'Redis' : 'In Postgres (no Redis is set)' },
          { name: 'API started', value: <Moment at={startedAt} /> },
          { name: 'Address', value: publicUrl },
          { name: 'Signs in by', value: [...provider, ...signIn.ways.map((way) => ways[way])].join(', ') },
          {
            name: 'API documents',
            value: (
              <a href="/docs" target="_blank" rel="noreferrer">
                Open them<span className="unseen"> (in a new tab)</span>
              </a>
            ),
          },
        ]}
      />
    </Card>
  );
}

function Retention({ days }: { readonly days: number }) {
  return (
    <Card title="How long things are kept" note="Set by RETENTION_DAYS where branch-sync is started">
      <div className={classes['groups']}>
        <p>
          After {countOf(days, 'day')} what is over is forgotten: runs with their logs and what they told of single records,
          failures that are resolved or dismissed, and how orders of the ledger were paid and in which run they came in.
        </p>
        <p>
          For ever stay the ledger itself, the reconciled days, the audit log, whatever is not over, and of each branch and kind
          the newest run that is.
        </p>
      </div>
    </Card>
  );
}
