import type { Run, RunLine } from '@branch-sync/contract';
import { Button, Switch } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { secondText } from '../../format/time.ts';
import { isOver } from '../../live/run.ts';
import { Card } from '../../ui/page.tsx';
import classes from './run.module.css';

interface Props {
  readonly run: Run;
  readonly lines: readonly RunLine[];
  readonly isLive: boolean;
}

/** So near to the end counts as at the end. Pixels. */
const nearPx = 24;

/** What a run tells. It shows the newest line as long as nobody scrolls up, and is read aloud only to those who want that. */
export function RunLog({ run, lines, isLive }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const [isAloud, setAloud] = useState(false);
  const newest = lines.at(-1)?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: each new line is scrolled to.
  useLayoutEffect(() => {
    if (isFollowing && box.current !== null) box.current.scrollTop = box.current.scrollHeight;
  }, [newest, isFollowing]);

  if (lines.length === 0) {
    return (
      <Card title="Log">
        <p className={classes['quiet']}>
          {isOver(run) ? 'It told nothing, or so long ago that it is forgotten.' : 'It has told nothing yet.'}
        </p>
      </Card>
    );
  }
  return (
    <Card title="Log" note={isOver(run) ? undefined : isLive ? 'Live' : 'Asking for news'}>
      <div
        ref={box}
        className={classes['log']}
        role="log"
        aria-label="What the run told"
        aria-live={isAloud ? 'polite' : 'off'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < nearPx)
        }
      >
        {lines.map(({ id, at, text }) => (
          <p key={id}>
            <time dateTime={at}>{secondText(at)}</time>
            <span>{text}</span>
          </p>
        ))}
      </div>
      <div className={classes['follow']}>
        <Switch
          label="Have new lines read aloud"
          checked={isAloud}
          onChange={({ currentTarget }) => setAloud(currentTarget.checked)}
        />
        {isFollowing ? null : (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconArrowDown size={14} aria-hidden />}
            onClick={() => setFollowing(true)}
          >
            To the newest line
          </Button>
        )}
      </div>
    </Card>
  );
}
