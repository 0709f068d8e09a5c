import { Notifications } from '@mantine/notifications';

/** Where what people did is told of, over every view. */
export function NoticeList() {
  return <Notifications position="bottom-right" />;
}
