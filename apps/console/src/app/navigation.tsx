import {
  IconAlertTriangle,
  IconCalendarCheck,
  IconClockHour4,
  IconHome,
  IconPlayerPlay,
  IconReceipt,
  IconSettings,
  IconStack2,
  IconUpload,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useIdentity } from '../api/identity.ts';
import { overviewQuery } from '../api/overview.ts';
import { countText } from '../format/money.ts';
import classes from './shell.module.css';

const ways = [
  { to: '/', name: 'Overview', Icon: IconHome },
  { to: '/failures', name: 'Failures', Icon: IconAlertTriangle },
  { to: '/runs', name: 'Runs', Icon: IconPlayerPlay },
  { to: '/orders', name: 'Orders', Icon: IconReceipt },
  { to: '/reconciliation', name: 'Reconciliation', Icon: IconCalendarCheck },
  { to: '/push', name: 'Push', Icon: IconUpload, least: 'operator' },
  { to: '/schedule', name: 'Schedule', Icon: IconClockHour4 },
  { to: '/jobs', name: 'Queues', Icon: IconStack2 },
  { to: '/settings', name: 'Settings', Icon: IconSettings },
] as const;

/** The ways to go. */
export function Navigation() {
  const { may } = useIdentity();
  const { data } = useQuery(overviewQuery);
  const failures = data?.totals.failures.failures ?? 0;
  return (
    <nav className={classes['side']} aria-label="Views">
      <ul>
        {ways
          .filter((way) => !('least' in way) || may(way.least))
          .map(({ to, name, Icon }) => (
            <li key={to} className={to === '/jobs' ? classes['rule'] : undefined}>
              <Link to={to} activeOptions={{ exact: to === '/', includeSearch: false }}>
                <Icon size={18} stroke={1.75} aria-hidden />
                {name}
                {to === '/failures' && failures > 0 ? (
                  <span className={classes['count']}>
                    {countText(failures)}
                    <span className="unseen"> open</span>
                  </span>
                ) : null}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
