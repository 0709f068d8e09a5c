import { Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { given } from '../../app/search.ts';
import { boardAddress } from '../../format/board-path.ts';
import { Refused } from '../../ui/answer.tsx';
import { Page } from '../../ui/page.tsx';
import { useFramePlace } from './frame-place.ts';
import classes from './jobs.module.css';

const route = getRouteApi('/jobs');

/** The queues and their jobs as Bull Board shows them, below the console's header; where one is in it stands in the address. */
export function JobsView() {
  const { at } = route.useSearch();
  const navigate = route.useNavigate();
  const frame = useRef<HTMLIFrameElement>(null);
  // It goes its own ways from there: another address of ours leads it, but does not load it anew.
  const [first] = useState(() => boardAddress(at));
  const { isBlocked, onLoad } = useFramePlace(frame, at, (path) => void navigate({ search: given({ at: path }), replace: true }));
  const ownTab = (
    <Button
      component="a"
      href={boardAddress(at)}
      target="_blank"
      rel="noreferrer"
      variant="default"
      rightSection={<IconExternalLink size={16} aria-hidden />}
    >
      Open in a tab of its own
    </Button>
  );

  return (
    <Page
      title="Queues"
      note="The jobs behind the runs, as Bull Board shows them. A job that is over goes after a while; its run stays."
      actions={ownTab}
    >
      {isBlocked ? <Refused error={new Error('The queues cannot be shown here: your sign-in may be over.')} /> : null}
      <iframe ref={frame} className={classes['frame']} src={first} title="Bull Board" onLoad={onLoad} />
    </Page>
  );
}
