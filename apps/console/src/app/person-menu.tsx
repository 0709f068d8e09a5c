import { ActionIcon } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useIdentity } from '../api/identity.ts';

const PersonMenuList = lazy(async () => ({ default: (await import('./person-menu-list.tsx')).PersonMenuList }));

/** Who is signed in; what they can open from there is loaded when they do. */
export function PersonMenu() {
  const { identity } = useIdentity();
  const [isOpen, setOpen] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`${identity.name}, ${identity.role}`}
      aria-haspopup="menu"
      onClick={() => setOpen(true)}
    >
      <IconUserCircle size={24} stroke={1.5} aria-hidden />
    </ActionIcon>
  );
  if (!isOpen) return button;
  return (
    <Suspense fallback={button}>
      <PersonMenuList identity={identity} />
    </Suspense>
  );
}
