import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../api/overview.ts';
import { Moment } from './moment.tsx';

interface Props {
  readonly at: string | null;
  /** The branch's code. */
  readonly branch: string;
  readonly none?: string;
  readonly as?: 'relative' | 'clock' | 'whole';
}

/** A moment at a branch: its own time is told on hover or focus. */
export function BranchMoment({ branch, ...moment }: Props) {
  const { data: timezone } = useQuery({
    ...overviewQuery,
    select: ({ branches }) => branches.find(({ code }) => code === branch)?.timezone,
  });
  return <Moment {...moment} timezone={timezone} />;
}
