import { Modal, Switch, Table } from '@mantine/core';
import { useKeysSetting } from '../ui/keys.ts';

const keys = [
  ['/', 'To the search of a view'],
  ['j', 'Next in a list of failures'],
  ['k', 'The one before'],
  ['Enter', 'Open it'],
  ['r', 'Retry it'],
  ['d', 'Dismiss it, with a reason'],
  ['Shift + R', 'Retry all that is shown'],
  ['Shift + D', 'Dismiss all that is shown, with a reason'],
  ['?', 'This list'],
] as const;

/** What keys do, and whether they do. */
export function KeyboardHelpDialog({ onClose }: { readonly onClose: () => void }) {
  const [areOn, setOn] = useKeysSetting();
  return (
    <Modal opened onClose={onClose} title="Keys">
      <Table>
        <Table.Tbody>
          {keys.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w="7rem" scope="row">
                <kbd>{key}</kbd>
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label="Single keys act"
        description="Off for whoever hits keys by chance, or speaks to the machine. This list stays in the menu at the top right."
        checked={areOn}
        onChange={({ currentTarget }) => setOn(currentTarget.checked)}
      />
    </Modal>
  );
}
