import { lazy, Suspense, useEffect, useState } from 'react';
import { useKeys } from '../ui/keys.ts';

const KeyboardHelpDialog = lazy(async () => ({ default: (await import('./keyboard-help-dialog.tsx')).KeyboardHelpDialog }));
const opened = new EventTarget();

/** Shows what keys do. */
export function openKeyboardHelp(): void {
  opened.dispatchEvent(new Event('open'));
}

/** `?` shows what keys do; `/` goes to the search of the view that is shown. */
export function KeyboardHelp() {
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const open = () => setOpen(true);
    opened.addEventListener('open', open);
    return () => opened.removeEventListener('open', open);
  }, []);
  useKeys([
    { key: 'shift+?', act: () => setOpen(true) },
    { key: '/', act: () => document.querySelector<HTMLInputElement>('main input[type=search]')?.focus() },
  ]);
  return <Suspense>{isOpen ? <KeyboardHelpDialog onClose={() => setOpen(false)} /> : null}</Suspense>;
}
