import { licences } from 'virtual:licences';
import { Button, Center } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { given } from '../../app/search.ts';
import { countOf, countText } from '../../format/money.ts';
import { Empty } from '../../ui/answer.tsx';
import { Card } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { type Column, Table } from '../../ui/table.tsx';
import classes from './settings.module.css';

type Licence = (typeof licences)[number];

const atFirst = 20;
const route = getRouteApi('/settings/about');

/** The packages that page and servers are built on, with their licences. */
export function LicencesCard() {
  const { q } = route.useSearch();
  const navigate = route.useNavigate();
  const [isWhole, setWhole] = useState(false);
  const wanted = (q ?? '').toLowerCase();
  const found = licences.filter(({ name, licence = '' }) => `${name} ${licence}`.toLowerCase().includes(wanted));
  const shown = isWhole ? found : found.slice(0, atFirst);
  return (
    <Card title="Licences" note={<output>{countOf(found.length, 'package')}</output>} isFlush>
      <div className={classes['tools']}>
        <SearchField
          label="Search by package or licence"
          value={q}
          onChange={(typed) => void navigate({ search: given({ q: typed }), replace: true, resetScroll: false })}
        />
      </div>
      {found.length === 0 ? (
        <Empty>No package is called so, or has such a licence.</Empty>
      ) : (
        <Table label="Licences" columns={columns} rows={shown} keyOf={({ name, version }) => `${name} ${version}`} />
      )}
      {shown.length < found.length ? (
        <Center p="md">
          <Button variant="default" onClick={() => setWhole(true)}>
            Show all {countText(found.length)}
          </Button>
        </Center>
      ) : null}
    </Card>
  );
}

const columns: readonly Column<Licence>[] = [
  { head: 'Package', isWide: true, cell: ({ name }) => name },
  { head: 'Version', cell: ({ version }) => version },
  { head: 'Licence', cell: ({ licence }) => <span className={classes['word']}>{licence ?? 'Not stated'}</span> },
];
