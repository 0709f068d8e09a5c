import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './copy-text.module.css';

interface Props {
  readonly text: string;
  /** What it is, for the button: `the run’s id`. */
  readonly what: string;
}

/** A text that one wants to take along, with a button for it. Browsers copy on secure pages alone: elsewhere a click on it selects the whole. */
export function CopyText({ text, what }: Props) {
  return (
    <span className={classes['copy']}>
      <code>{text}</code>
      {'clipboard' in navigator ? (
        <CopyButton value={text} timeout={2_000}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : `Copy ${what}`}>
              <ActionIcon variant="subtle" color={copied ? 'green' : 'gray'} aria-label={`Copy ${what}`} onClick={copy}>
                {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      ) : null}
    </span>
  );
}
