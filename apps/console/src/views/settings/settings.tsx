import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Page } from '../../ui/page.tsx';
import { TabLinks } from '../../ui/tab-links.tsx';

const parts = [
  { to: '/settings', name: 'Central' },
  { to: '/settings/people', name: 'People and roles' },
  { to: '/settings/keys', name: 'API keys' },
  { to: '/settings/sessions', name: 'My sign-ins' },
  { to: '/settings/workers', name: 'Workers' },
  { to: '/settings/alerts', name: 'Alerts' },
  { to: '/settings/audit', name: 'Audit log' },
  { to: '/settings/about', name: 'About' },
] as const;

/** What stands around every part of the settings. */
export function SettingsView() {
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <Page title="Settings" part={parts.find(({ to }) => to === path)?.name}>
      <TabLinks label="Parts of the settings">
        {parts.map(({ to, name }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === '/settings', includeSearch: false }}>
            {name}
          </Link>
        ))}
      </TabLinks>
      <Outlet />
    </Page>
  );
}
