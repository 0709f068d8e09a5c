import { Modal, Table } from '@mantine/core';

const keys = [
  ['/', 'To the search of a view'],
  ['j', 'Next in a list of failures'],
  ['k', 'The one before'],
  ['Enter', 'Open it'],
  ['r', 'Retry it'],
  ['d', 'Dismiss it, with a reason'],
  ['?', 'This list'],
] as const;

/** What keys do. */
export function KeyboardHelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Modal opened onClose={onClose} title="Keys">
      <Table>
        <Table.Tbody>
          {keys.map(([key, what]) => (
            <Table.Tr key={key}>
              <Table.Th w="6rem">
                <kbd>{key}</kbd>
              </Table.Th>
              <Table.Td>{what}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
