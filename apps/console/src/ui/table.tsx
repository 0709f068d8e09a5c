import type { ReactNode } from 'react';
import classes from './table.module.css';

/** A column of a table: what heads it, and what a row has in it. */
export interface Column<Row> {
  readonly head: string;
  /** Its cells speak for themselves: the head is there for those who hear it, and on a narrow screen. */
  readonly isHeadUnseen?: boolean;
  /** Null where a row has nothing to tell: a narrow screen leaves it out. */
  readonly cell: (row: Row) => ReactNode;
  /** Numbers stand at the right, one under the other. */
  readonly isNumber?: boolean;
  /** Takes what room there is; others are as wide as they must be. */
  readonly isWide?: boolean;
}

interface Props<Row> {
  /** What the table tells, for those who hear it. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** Which row stands out, e.g. the one that keys act on. */
  readonly isMarked?: (row: Row) => boolean;
  /** Few and narrow columns: it stays a table on a narrow screen. */
  readonly isNarrow?: boolean;
}

/** A table; on a narrow screen each row is a card with its heads beside the values. */
export function Table<Row>({ label, columns, rows, keyOf, isMarked, isNarrow }: Props<Row>) {
  return (
    <table className={classes['table']} aria-label={label} data-narrow={isNarrow}>
      <thead>
        <tr>
          {columns.map(({ head, isHeadUnseen, isNumber, isWide }) => (
            <th key={head} scope="col" data-number={isNumber} data-wide={isWide}>
              {isHeadUnseen === true ? <span className="unseen">{head}</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)} data-marked={isMarked?.(row) === true ? true : undefined}>
            {columns.map(({ head, cell, isNumber, isWide }) => (
              <td key={head} data-head={head} data-number={isNumber} data-wide={isWide}>
                <div>{cell(row)}</div>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
