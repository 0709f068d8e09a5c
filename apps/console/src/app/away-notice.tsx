import { Alert } from '@mantine/core';
import { IconCloudOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../api/overview.ts';
import { NoAnswerError } from '../api/request.ts';
import { clockText } from '../format/time.ts';
import type { Line } from '../live/news.ts';

/** Over every view while nothing answers: what is shown is old, and says how old. */
export function AwayNotice({ line }: { readonly line: Line }) {
  const { error, dataUpdatedAt } = useQuery(overviewQuery);
  const isAway = line !== 'live' && error instanceof NoAnswerError;
  if (!isAway) return null;
  return (
    <Alert role="alert" color="yellow" icon={<IconCloudOff aria-hidden />} title="No connection to branch-sync" mb="md">
      {dataUpdatedAt === 0 ? 'Nothing was loaded yet.' : `What you see is from ${clockText(dataUpdatedAt)}.`} The page connects
      again by itself; imports go on without it.
    </Alert>
  );
}
