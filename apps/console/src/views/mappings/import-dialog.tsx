import type { MappingImport } from '@branch-sync/contract';
import { Alert, Button, Checkbox, FileInput, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../../api/act.ts';
import { branchPath } from '../../api/branch.ts';
import { request, withQuery } from '../../api/request.ts';
import { countOf } from '../../format/money.ts';
import { Form } from '../../ui/form.tsx';
import { RuleField } from '../../ui/rule-field.tsx';
import { Table } from '../../ui/table.tsx';
import type { DoneMapping } from './mapping-outcome.tsx';
import classes from './mappings.module.css';

const modes = [
  { value: 'all_or_nothing', label: 'All rows, or none', tell: 'With one bad row nothing is set.' },
  { value: 'good_rows', label: 'The good rows', tell: 'Bad rows are left out, and told.' },
] as const;

interface Props {
  readonly code: string;
  readonly onDone: (done: DoneMapping) => void;
  readonly onClose: () => void;
}

/** Takes mappings from a file: an export that was edited. What is wrong with it is told row by row. */
export function ImportDialog({ code, onDone, onClose }: Props) {
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<(typeof modes)[number]['value']>('all_or_nothing');
  const [retry, setRetry] = useState(true);
  const take = useAct({
    run: async (chosen: File) =>
      request<MappingImport>('POST', withQuery(branchPath(code, '/mappings/import'), { mode, retry }), {
        body: await chosen.text(),
        headers: { 'content-type': 'text/csv' },
      }),
    after(answer) {
      if (answer.applied > 0 || answer.bad.length === 0) onDone({ settings: [], answer });
      if (answer.bad.length === 0) onClose();
    },
    isQuiet: true,
  });
  const submit = () => {
    if (file !== null) take.mutate(file);
  };
  const bad = take.data?.bad ?? [];
  return (
    <Modal opened onClose={onClose} size="xl" title="Import mappings">
      <Form label="Import mappings" error={take.error} refused="Not imported" onSubmit={submit}>
        <Stack>
          <Text size="sm">
            Export the mappings, fill in central’s ids in a spreadsheet, and give the file back here: 50,000 rows or 5 MB at most.
          </Text>
          <FileInput
            label="File"
            placeholder="Choose a CSV file"
            accept=".csv,text/csv"
            clearable
            clearButtonProps={{ 'aria-label': 'Take the file out' }}
            value={file}
            onChange={(chosen) => {
              take.reset();
              setFile(chosen);
            }}
          />
          <RuleField label="If some rows are bad" value={mode} options={modes} onChange={setMode} isReadOnly={false} />
          <Checkbox
            label="Try again the orders that wait for what is mapped"
            checked={retry}
            onChange={({ currentTarget }) => setRetry(currentTarget.checked)}
          />
        </Stack>
        {bad.length === 0 ? null : <BadRows bad={bad} applied={take.data?.applied ?? 0} />}
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {bad.length === 0 ? 'Leave it' : 'Close'}
          </Button>
          <Button type="submit" disabled={file === null} loading={take.isPending}>
            Import
          </Button>
        </Group>
      </Form>
    </Modal>
  );
}

function BadRows({ bad, applied }: Pick<MappingImport, 'bad' | 'applied'>) {
  return (
    <Alert color="red" mt="md" role="alert" title={`${countOf(bad.length, 'bad row')}; ${countOf(applied, 'row')} taken`}>
      <div className={classes['bad']}>
        <Table
          label="Bad rows"
          columns={[
            { head: 'Line', isNumber: true, cell: ({ line }) => line },
            { head: 'Column', cell: ({ column }) => column },
            { head: 'What is wrong', isWide: true, cell: ({ message }) => message },
          ]}
          rows={bad}
          keyOf={({ line, column, message }) => `${line} ${column} ${message}`}
        />
      </div>
    </Alert>
  );
}
