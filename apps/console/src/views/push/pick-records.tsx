import type { Branch, PushableRecord } from '@branch-sync/contract';
import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { listed, type Page } from '../../api/ask.ts';
import { branchPath } from '../../api/branch.ts';
import { countOf, countText } from '../../format/money.ts';
import { modelWords, pushableStates } from '../../format/words.ts';
import { BranchMoment } from '../../ui/branch-moment.tsx';
import { List } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { State } from '../../ui/state.tsx';
import { Table } from '../../ui/table.tsx';
import { countIds, pushModels, withIds, writeIds } from './choices.ts';
import classes from './push.module.css';
import type { Push } from './use-push.ts';

interface RecordPage extends Page<PushableRecord> {
  readonly total: number;
}

interface Props {
  readonly push: Push;
  /** Whose view of central's records is shown: what it takes, and how they stand to it. */
  readonly branch: Branch;
  readonly isOfSeveral: boolean;
}

/** Central's records, searched there and ticked. */
export function PickRecords({ push, branch, isOfSeveral }: Props) {
  const { choices, search, choose, look } = push;
  const models = choices.models ?? pushModels.filter((model) => branch.masterData.models.some((taken) => taken.model === model));
  const offered = models.length === 0 ? pushModels : models;
  const model = offered.find((one) => one === search.model) ?? offered[0] ?? 'product.product';
  const records = useInfiniteQuery({
    ...listed<PushableRecord, RecordPage>('records', branchPath(branch.code, '/records'), { model, q: search.q }),
    placeholderData: keepPreviousData,
  });
  const chosen = new Set(choices.ids.get(model));
  const tick = (ids: readonly number[], isChosen: boolean) =>
    choose({ ids: writeIds(withIds(choices.ids, model, ids, isChosen)) });
  const loaded = records.data?.pages.flatMap(({ items }) => items.map(({ centralId }) => centralId)) ?? [];
  const total = records.data?.pages[0]?.total;
  return (
    <Card
      title="Records of central"
      note={isOfSeveral ? `As ${branch.code} takes them; what is ticked goes to every chosen branch.` : undefined}
      isFlush
    >
      <div className={classes['tools']} data-padded>
        <SegmentedControl
          aria-label="Kind of record"
          value={model}
          onChange={(value) => look({ model: value, q: undefined })}
          data={offered.map((one) => ({ value: one, label: labelOf(one, choices.ids.get(one)?.length ?? 0) }))}
        />
        <SearchField label="Name, reference, barcode, e-mail" value={search.q} onChange={(q) => look({ q })} />
        <Button variant="default" onClick={() => tick(loaded, true)} disabled={loaded.every((id) => chosen.has(id))}>
          Tick the {countText(loaded.length)} shown
        </Button>
        <Button variant="subtle" onClick={() => choose({ ids: undefined })} disabled={countIds(choices.ids) === 0}>
          Untick all
        </Button>
        <output className={classes['quiet']}>
          {countOf(countIds(choices.ids), 'record')} ticked
          {total === undefined ? '' : `, ${countText(total)} found`}
        </output>
      </div>
      <List of={records} empty={`No ${modelWords[model].one} of central that ${branch.code} takes is like that.`}>
        {(items) => (
          <Table
            label="Records"
            rows={items}
            keyOf={({ centralId }) => String(centralId)}
            isMarked={({ centralId }) => chosen.has(centralId)}
            columns={[
              {
                head: 'Record',
                isWide: true,
                cell: (record) => (
                  <Checkbox
                    label={record.name}
                    description={keysText(record)}
                    checked={chosen.has(record.centralId)}
                    onChange={({ currentTarget }) => tick([record.centralId], currentTarget.checked)}
                  />
                ),
              },
              { head: `In ${branch.code}`, cell: ({ state }) => <State of={pushableStates[state]} /> },
              {
                head: 'Last pushed',
                cell: ({ pushedAt }) => <BranchMoment branch={branch.code} at={pushedAt} none="Never" />,
              },
              {
                head: 'In its way',
                cell: ({ failure }) => (failure === null ? '–' : <span className={classes['trouble']}>{failure.title}</span>),
              },
            ]}
          />
        )}
      </List>
    </Card>
  );
}

function labelOf(model: (typeof pushModels)[number], ticked: number): string {
  return `${modelWords[model].many}${ticked === 0 ? '' : ` (${countText(ticked)})`}`;
}

function keysText({ keys, centralId, isArchived }: PushableRecord): string {
  const told = Object.entries(keys).map(([name, value]) => `${name} ${value}`);
  return [...told, `#${centralId}`, ...(isArchived ? ['archived'] : [])].join(' · ');
}
