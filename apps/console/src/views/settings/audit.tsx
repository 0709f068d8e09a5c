import type { AuditEntry } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { listed } from '../../api/ask.ts';
import { withQuery } from '../../api/request.ts';
import { given, isNarrowed } from '../../app/search.ts';
import { dayEnd, dayStart } from '../../format/days.ts';
import { List } from '../../ui/list.tsx';
import { NeedsAdmin } from '../../ui/needs-admin.tsx';
import { Card } from '../../ui/page.tsx';
import { Table } from '../../ui/table.tsx';
import { auditColumns } from './audit-columns.tsx';
import { AuditFilters } from './audit-filters.tsx';

const route = getRouteApi('/settings/audit');

/** Who did what, when, from where, and what it changed. */
export function AuditView() {
  return (
    <NeedsAdmin what="Who did what, when, from where, and what it changed.">
      <Audit />
    </NeedsAdmin>
  );
}

function Audit() {
  const { entry, from, until, ...others } = route.useSearch();
  const navigate = route.useNavigate();
  const filter = { ...others, from: dayStart(from), until: dayEnd(until) };
  const entries = useInfiniteQuery({
    ...listed<AuditEntry>('settings', '/api/audit', filter),
    placeholderData: keepPreviousData,
  });
  const unfold = (id: string | undefined) =>
    void navigate({ search: (before) => given({ ...before, entry: id }), replace: true, resetScroll: false });
  return (
    <>
      <AuditFilters />
      <Card
        title="Audit log"
        note="Nothing of it can be changed"
        actions={
          <Button
            component="a"
            href={withQuery('/api/audit.csv', filter)}
            download
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            CSV
          </Button>
        }
        isFlush
      >
        <List
          of={entries}
          empty={isNarrowed(filter) ? 'Nothing was done that is like that. Widen the filters.' : 'Nothing was done yet.'}
        >
          {(items) => (
            <Table
              label="Audit log"
              columns={auditColumns(entry, unfold)}
              rows={items}
              keyOf={({ id }) => id}
              isMarked={({ id }) => id === entry}
            />
          )}
        </List>
      </Card>
    </>
  );
}
