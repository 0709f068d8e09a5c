import type { LinkCheck, MappingDiscovery } from '@branch-sync/contract';
import { Button } from '@mantine/core';
import { IconDownload, IconListSearch, IconShieldCheck, IconUpload } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useAct } from '../../api/act.ts';
import { branchPath } from '../../api/branch.ts';
import { useIdentity } from '../../api/identity.ts';
import { request } from '../../api/request.ts';
import { checkText, discoveryText } from './acts-text.ts';
import type { DoneMapping } from './mapping-outcome.tsx';

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }));

interface Props {
  readonly code: string;
  readonly onDone: (done: DoneMapping) => void;
}

/** What is done with all mappings of a branch at once. */
export function MappingActs({ code, onDone }: Props) {
  const { may } = useIdentity();
  const [isImport, setImport] = useState(false);
  const discover = useAct({
    run: () => request<MappingDiscovery>('POST', branchPath(code, '/mappings/discover')),
    done: discoveryText,
  });
  const check = useAct({ run: () => request<LinkCheck>('POST', branchPath(code, '/mappings/check')), done: checkText });
  return (
    <>
      {may('operator') ? (
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconListSearch size={14} aria-hidden />}
            loading={discover.isPending}
            onClick={() => discover.mutate(undefined)}
          >
            Ask the branch what there is
          </Button>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconShieldCheck size={14} aria-hidden />}
            loading={check.isPending}
            onClick={() => check.mutate(undefined)}
          >
            Check against central
          </Button>
          <Button size="xs" variant="default" leftSection={<IconUpload size={14} aria-hidden />} onClick={() => setImport(true)}>
            Import CSV
          </Button>
        </>
      ) : null}
      <Button
        component="a"
        href={branchPath(code, '/mappings.csv')}
        download
        size="xs"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
      >
        Export CSV
      </Button>
      <Suspense>{isImport ? <ImportDialog code={code} onDone={onDone} onClose={() => setImport(false)} /> : null}</Suspense>
    </>
  );
}
