import { AlertList } from './alert-list.tsx';
import { Channels } from './channels.tsx';
import { Rules } from './rules.tsx';

/** What stands, by which rules it is found, and where it is sent. */
export function AlertsView() {
  return (
    <>
      <AlertList />
      <Rules />
      <Channels />
    </>
  );
}
