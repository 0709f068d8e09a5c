/** Where the console has views; each answers with the same page, which shows what its address says (apps/console/src/app/routes). */
export const consolePaths = [
  '/',
  '/schedule',
  '/branches/*',
  '/failures',
  '/failures/*',
  '/push',
  '/runs',
  '/runs/*',
  '/orders',
  '/orders/*',
  '/reconciliation',
  '/reconciliation/*',
  '/jobs',
  '/settings',
  '/settings/*',
] as const;
