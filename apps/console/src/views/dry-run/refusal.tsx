import type { PreviewedOrder } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconLink } from '@tabler/icons-react';
import { modelWords } from '../../format/words.ts';
import { mappedModelOf } from '../failures/ways.ts';
import type { MappedRecord } from '../mappings/mapping-dialog.tsx';
import classes from './dry-run.module.css';

interface Props {
  readonly code: string;
  readonly failure: NonNullable<PreviewedOrder['failure']>;
  readonly onMap: (record: MappedRecord) => void;
}

/** Why an order would be refused, what to do, and the doing of it where a mapping does. */
export function Refusal({ code, failure: { title, message, fix, cause }, onMap }: Props) {
  const model = cause === null ? null : mappedModelOf(cause.model);
  return (
    <div className={classes['refusal']}>
      <p>
        <b>{title}</b>
      </p>
      <p>{message}</p>
      <p>{fix}</p>
      {cause === null || model === null ? null : (
        <Button
          size="xs"
          leftSection={<IconLink size={14} aria-hidden />}
          onClick={() =>
            onMap({
              ...{ branchCode: code, model, remoteId: cause.remoteId, remoteName: null, centralId: null },
              waiting: { orders: 0, amounts: [] },
            })
          }
        >
          Map this {modelWords[model].one}
        </Button>
      )}
    </div>
  );
}
