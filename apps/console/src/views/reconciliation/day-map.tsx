import type { ReconciliationMapEntry } from '@branch-sync/contract';
import { useNavigate } from '@tanstack/react-router';
import { type MouseEvent, useLayoutEffect, useRef, useState } from 'react';
import { dayText } from '../../format/time.ts';
import { cellOf, placeOf } from './cell-of.ts';
import { dayParts } from './days.ts';
import classes from './map.module.css';
import { MapRow } from './map-row.tsx';
import { MapTip, type Tip, tipAt } from './map-tip.tsx';
import { moveInGrid, type Place } from './move-in-grid.ts';

interface Props {
  readonly days: readonly string[];
  readonly branches: readonly ReconciliationMapEntry[];
}

/** Branches in rows, days in columns. One cell of it takes part in the tab order; arrow keys move from there, Enter opens. */
export function DayMap({ days, branches }: Props) {
  const navigate = useNavigate();
  const region = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Place>({ row: 0, column: days.length });
  const [tip, setTip] = useState<Tip | null>(null);
  const extent = { rows: branches.length, columns: days.length + 1 };
  const activeRow = Math.min(at.row, branches.length - 1);

  // The newest days are what one comes for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other days are shown from their end again.
  useLayoutEffect(() => region.current?.scrollTo({ left: region.current.scrollWidth }), [days]);

  const open = (event: MouseEvent) => {
    const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);
    const { code, day } = cellOf(event.target)?.dataset ?? {};
    if (!isPlain || code === undefined) return;
    event.preventDefault();
    if (day === undefined) void navigate({ to: '/branches/$code', params: { code } });
    else void navigate({ to: '/reconciliation/$code/$day', params: { code, day } });
  };

  return (
    <div className={classes['map']}>
      <div ref={region} className={classes['region']} onScroll={() => setTip(null)}>
        <table
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: arrow keys walk through it, and ARIA in HTML allows it.
          role="grid"
          aria-label="Days by branch"
          style={{ minWidth: `calc(var(--name) + ${days.length} * var(--day))` }}
          onClick={open}
          onFocus={({ target }) => {
            const place = placeOf(target);
            if (place !== null) setAt(place);
            setTip(tipAt(cellOf(target), region.current));
          }}
          onBlur={() => setTip(null)}
          onPointerOver={({ target }) => setTip(tipAt(cellOf(target), region.current))}
          onPointerLeave={() => setTip(null)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTip(null);
            const place = placeOf(event.target);
            const next = place === null ? null : moveInGrid(event.key, event.ctrlKey, place, extent);
            if (next === null) return;
            event.preventDefault();
            region.current?.querySelector<HTMLElement>(`[data-place="${next.row}:${next.column}"]`)?.focus();
          }}
        >
          <thead>
            <tr>
              <th scope="col" className={classes['name']}>
                Branch
              </th>
              {days.map((day, index) => (
                <DayHead key={day} day={day} isFirst={index === 0} />
              ))}
            </tr>
          </thead>
          <tbody>
            {branches.map((branch, row) => (
              <MapRow
                key={branch.branchCode}
                branch={branch}
                days={days}
                row={row}
                activeColumn={row === activeRow ? at.column : null}
              />
            ))}
          </tbody>
        </table>
      </div>
      {tip === null ? null : <MapTip of={tip} />}
    </div>
  );
}

function DayHead({ day, isFirst }: { readonly day: string; readonly isFirst: boolean }) {
  const { weekday, month, date, isWeekend } = dayParts(day);
  const isMonth = isFirst || date === '1';
  return (
    <th scope="col" className={classes['day']} data-weekend={isWeekend}>
      <span className="unseen">{dayText(day)}</span>
      <span aria-hidden data-month={isMonth}>
        {isMonth ? month : weekday}
      </span>
      <b aria-hidden>{date}</b>
    </th>
  );
}
