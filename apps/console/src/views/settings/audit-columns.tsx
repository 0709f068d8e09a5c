import type { AuditEntry } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { countOf } from '../../format/money.ts';
import { BranchLink } from '../../ui/branch-link.tsx';
import { Moment } from '../../ui/moment.tsx';
import type { Column } from '../../ui/table.tsx';
import { AuditDetail } from './audit-detail.tsx';
import classes from './settings.module.css';

/** What the audit log tells of each entry; the one that is `unfolded` tells all. */
export function auditColumns(
  unfolded: string | undefined,
  onUnfold: (id: string | undefined) => void,
): readonly Column<AuditEntry>[] {
  return [
    { head: 'When', cell: ({ at }) => <Moment at={at} as="clock" /> },
    { head: 'Who', cell: ({ actor }) => <span className={classes['word']}>{actor}</span> },
    { head: 'What', cell: ({ action }) => <code className={classes['word']}>{action}</code> },
    {
      head: 'On',
      isWide: true,
      cell: (entry) => {
        const isOpen = entry.id === unfolded;
        return (
          <div>
            <div>{entry.subject}</div>
            {isOpen ? <AuditDetail of={entry} /> : null}
          </div>
        );
      },
    },
    { head: 'Branch', cell: ({ branchCode }) => (branchCode === null ? null : <BranchLink code={branchCode} />) },
    {
      head: 'More',
      isHeadUnseen: true,
      cell: ({ id, changes, action }) => {
        const isOpen = id === unfolded;
        return (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-expanded={isOpen}
            leftSection={isOpen ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
            onClick={() => onUnfold(isOpen ? undefined : id)}
          >
            {changes.length === 0 ? 'Details' : countOf(changes.length, 'change')}
            <span className="unseen"> of {action}</span>
          </Button>
        );
      },
    },
  ];
}
