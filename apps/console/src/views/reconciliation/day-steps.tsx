import { Group } from '@mantine/core';
import { IconCalendar, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { dayText } from '../../format/time.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { dayAfter, isDay } from './days.ts';

/** To the days before and after, and back to all of them. */
export function DaySteps({ code, day }: { readonly code: string; readonly day: string }) {
  if (!isDay(day)) return null;
  const [before, after] = [dayAfter(day, -1), dayAfter(day, 1)];
  return (
    <Group gap="xs">
      <ButtonLink
        to="/reconciliation/$code/$day"
        params={{ code, day: before }}
        variant="default"
        leftSection={<IconChevronLeft size={16} aria-hidden />}
      >
        {dayText(before)}
      </ButtonLink>
      <ButtonLink
        to="/reconciliation/$code/$day"
        params={{ code, day: after }}
        variant="default"
        rightSection={<IconChevronRight size={16} aria-hidden />}
      >
        {dayText(after)}
      </ButtonLink>
      <ButtonLink
        to="/reconciliation"
        search={{ branch: code }}
        variant="subtle"
        leftSection={<IconCalendar size={16} aria-hidden />}
      >
        All days of {code}
      </ButtonLink>
    </Group>
  );
}
