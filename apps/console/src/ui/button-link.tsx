import { Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

type AnchorProps = ButtonProps & Omit<ComponentProps<'a'>, keyof ButtonProps>;

function Anchor(props: AnchorProps) {
  return <Button component="a" {...props} />;
}

/** A way to another view that looks like a button; `to`, `params` and `search` as `Link` has them. */
export const ButtonLink = createLink(Anchor);
