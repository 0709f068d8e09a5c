import { Facts } from '../../ui/facts.tsx';
import { Table } from '../../ui/table.tsx';
import classes from './failure-detail.module.css';
import type { PushedField } from './payload.ts';
import { type Fields, valueText } from './unknown-values.ts';

/** The fields of a record that could not be pushed: what the branch has, what it was to have. */
export function RecordPayload({ fields }: { readonly fields: readonly PushedField[] }) {
  return (
    <section className={classes['side']}>
      <h3>What differs</h3>
      {fields.length === 0 ? (
        <p className={classes['none']}>No field was to be written when it came to this.</p>
      ) : (
        <Table
          label="Fields on both sides"
          rows={fields}
          keyOf={({ field }) => field}
          columns={[
            { head: 'Field', cell: ({ field }) => field },
            { head: 'Branch has', cell: ({ now }) => valueText(now) },
            { head: 'Central has', cell: ({ wanted }) => valueText(wanted), isWide: true },
          ]}
        />
      )}
    </section>
  );
}

/** What a run that failed as a whole was asked for. */
export function RequestPayload({ request }: { readonly request: Fields }) {
  const entries = Object.entries(request);
  return (
    <section className={classes['side']}>
      <h3>What the run was asked for</h3>
      {entries.length === 0 ? (
        <p className={classes['none']}>What is new, nothing special.</p>
      ) : (
        <div className={classes['facts']}>
          <Facts of={entries.map(([name, value]) => ({ name, value: valueText(value) }))} />
        </div>
      )}
    </section>
  );
}
