import type { MappedModel } from '@branch-sync/contract';
import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { allMissingSuggestions } from '../../api/mappings.ts';
import { Answer, Empty } from '../../ui/answer.tsx';
import { AcceptForm } from './accept-form.tsx';
import { goodSuggestions } from './good-suggestions.ts';
import type { DoneMapping } from './mapping-outcome.tsx';

interface Props {
  readonly code: string;
  readonly models: readonly MappedModel[];
  readonly onDone: (done: DoneMapping) => void;
  readonly onClose: () => void;
}

/** Shows what missing records almost surely are, and maps them all at once. */
export function AcceptDialog({ code, models, onDone, onClose }: Props) {
  const found = useQuery({
    queryKey: ['records', 'good-suggestions', code, models],
    async queryFn({ signal }) {
      const all = await Promise.all(models.map((model) => allMissingSuggestions(code, model, signal)));
      const suggested = all.flat();
      return { good: goodSuggestions(suggested), missing: suggested.length };
    },
  });
  return (
    <Modal opened onClose={onClose} size="xl" title="Accept good suggestions">
      <Text size="sm" mb="md">
        What has the same barcode, VAT number, reference or name in central. Take out what is wrong.
      </Text>
      <Answer of={found}>
        {({ good, missing }) =>
          good.length === 0 ? (
            <Empty>
              None of the {missing} missing records has a suggestion that is good enough. Map them one by one: each shows what it
              may be.
            </Empty>
          ) : (
            <AcceptForm code={code} good={good} missing={missing} onDone={onDone} onClose={onClose} />
          )
        }
      </Answer>
    </Modal>
  );
}
