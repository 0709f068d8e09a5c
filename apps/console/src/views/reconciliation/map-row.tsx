import type { ReconciliationMapEntry } from '@branch-sync/contract';
import { memo } from 'react';
import classes from './map.module.css';
import { cellTold, dayStatuses, type MappedDay } from './words.ts';

interface Props {
  readonly branch: ReconciliationMapEntry;
  readonly days: readonly string[];
  readonly row: number;
  /** The column that takes part in the tab order; null: it is in another row. */
  readonly activeColumn: number | null;
}

/** A branch and its days. Drawn anew only where something of it is new: there may be a thousand. */
export const MapRow = memo(function MapRow({ branch: { branchCode, branchName, days: found }, days, row, activeColumn }: Props) {
  const byDay = new Map(found.map((one) => [one.day, one]));
  return (
    <tr>
      <th scope="row" className={classes['name']}>
        <a
          href={`/branches/${branchCode}`}
          data-code={branchCode}
          data-place={`${row}:0`}
          tabIndex={activeColumn === 0 ? 0 : -1}
          title={branchCode}
        >
          {branchName}
        </a>
      </th>
      {days.map((day, index) => {
        const one = byDay.get(day);
        return (
          <td key={day}>
            {/* A plain link: the grid follows it, and a thousand rows of the router's own would be slow. */}
            <a
              className={classes['cell']}
              href={`/reconciliation/${branchCode}/${day}`}
              data-code={branchCode}
              data-day={day}
              data-place={`${row}:${index + 1}`}
              data-status={one?.status}
              data-heat={one === undefined ? undefined : heatOf(one)}
              tabIndex={activeColumn === index + 1 ? 0 : -1}
              aria-label={cellTold(branchName, day, one)}
            >
              {one === undefined ? '' : markOf(one)}
            </a>
          </td>
        );
      })}
    </tr>
  );
});

function markOf({ status, findingCount }: MappedDay): string {
  if (status !== 'differs') return dayStatuses[status].mark;
  return findingCount > 99 ? '99+' : String(findingCount);
}

/** 1 to 3: the more findings, the stronger. */
function heatOf({ findingCount }: MappedDay): number | undefined {
  if (findingCount === 0) return undefined;
  return findingCount < 3 ? 1 : findingCount < 10 ? 2 : 3;
}
