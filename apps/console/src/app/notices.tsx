import { notificationsStore } from '@mantine/notifications';
import { lazy, Suspense, useEffect, useState } from 'react';

const NoticeList = lazy(async () => ({ default: (await import('./notice-list.tsx')).NoticeList }));

/** What people did is told of here. It is loaded with the first thing to tell, which waits in the store: the first view need not. */
export function Notices() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => notificationsStore.subscribe(() => setWanted(true)), []);
  return <Suspense>{isWanted ? <NoticeList /> : null}</Suspense>;
}
