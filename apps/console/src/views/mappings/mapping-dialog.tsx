import type { Mapping } from '@branch-sync/contract';
import { Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldErrors, useAct } from '../../api/act.ts';
import { setMappings, suggestionsQuery } from '../../api/mappings.ts';
import { countOf } from '../../format/money.ts';
import { modelWords } from '../../format/words.ts';
import { Form } from '../../ui/form.tsx';
import { RecordPicker } from '../../ui/record-picker.tsx';
import type { DoneMapping } from './mapping-outcome.tsx';
import { Suggestions } from './suggestions.tsx';

/** What of a mapping it takes to change it: a record that no order has named yet has no more. */
export type MappedRecord = Pick<Mapping, 'branchCode' | 'model' | 'remoteId' | 'remoteName' | 'centralId' | 'waiting'>;

interface Props {
  readonly mapping: MappedRecord;
  readonly onDone: (done: DoneMapping) => void;
  readonly onClose: () => void;
}

/** Says which of central's records one of a branch's is, or forgets what was said. */
export function MappingDialog({ mapping, onDone, onClose }: Props) {
  const { branchCode, model, remoteId, remoteName, waiting } = mapping;
  const [centralId, setCentralId] = useState(mapping.centralId);
  const [retry, setRetry] = useState(true);
  const suggestions = useQuery(suggestionsQuery(branchCode, model, remoteId));
  const set = useAct<number | null, DoneMapping>({
    async run(chosen) {
      const settings = [{ model, remoteId, centralId: chosen }];
      return { settings, answer: await setMappings(branchCode, settings, retry && chosen !== null && waiting.orders > 0) };
    },
    after(done) {
      onDone(done);
      onClose();
    },
    isQuiet: true,
  });
  const { one, many } = modelWords[model];
  return (
    <Modal opened onClose={onClose} size="lg" title={`Map ${remoteName ?? `${one} #${remoteId}`}`}>
      <Form label={`Map this ${one}`} error={set.error} refused="Not mapped" onSubmit={() => set.mutate(centralId)}>
        <Stack>
          <Suggestions of={suggestions} value={centralId} onChange={setCentralId} />
          <RecordPicker
            model={model}
            label={`Or search all of central’s ${model === 'res.users' ? 'users' : many.toLowerCase()}`}
            value={centralId}
            error={fieldErrors(set.error)['settings.0.centralId']}
            onChange={setCentralId}
          />
          {waiting.orders === 0 ? (
            <Text size="sm">No order waits for it. Those that come in from now on follow it.</Text>
          ) : (
            <Checkbox
              label={`Try again the ${countOf(waiting.orders, 'order')} that ${waiting.orders === 1 ? 'waits' : 'wait'} for it`}
              checked={retry}
              onChange={({ currentTarget }) => setRetry(currentTarget.checked)}
            />
          )}
        </Stack>
        <Group justify="flex-end" mt="lg">
          {mapping.centralId === null ? null : (
            <Button
              variant="outline"
              color="red"
              mr="auto"
              loading={set.isPending && set.variables === null}
              onClick={() => set.mutate(null)}
            >
              Forget it
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Leave it
          </Button>
          <Button
            type="submit"
            disabled={centralId === null || centralId === mapping.centralId}
            loading={set.isPending && set.variables !== null}
          >
            Map
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}
