import { useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { sessionEnded } from '../api/session-end.ts';

const SessionEndDialog = lazy(async () => ({ default: (await import('./session-end-dialog.tsx')).SessionEndDialog }));

/** Told when the sign-in is over: the view stays behind it. */
export function SessionEnd() {
  const [isOver, setOver] = useState(false);
  const place = useRouterState({ select: (state) => state.location.href });
  useEffect(() => sessionEnded.listen(() => setOver(true)), []);
  return <Suspense>{isOver ? <SessionEndDialog place={place} /> : null}</Suspense>;
}
