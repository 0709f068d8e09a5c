import type { SharedDeps } from '../../api-deps.ts';
import type { App } from '../../app.ts';
import { aboutRoute } from './about.ts';
import { alertsRoutes } from './alerts/alerts.ts';
import { alertChannelActRoutes } from './alerts/channels/channel-acts.ts';
import { alertChannelsRoutes } from './alerts/channels/channels.ts';
import { alertRulesRoutes } from './alerts/rules.ts';
import { auditRoutes } from './audit.ts';
import { branchesRoutes } from './branches/branches.ts';
import { branchRoutes } from './branches/code/branch.ts';
import { branchOwnRecordsRoute } from './branches/code/branch-records.ts';
import { linksRoutes } from './branches/code/links.ts';
import { mappingsCheckRoute } from './branches/code/mappings/check.ts';
import { mappingsCsvRoutes } from './branches/code/mappings/csv.ts';
import { mappingsDiscoverRoute } from './branches/code/mappings/discover.ts';
import { mappingsRoutes } from './branches/code/mappings/mappings.ts';
import { suggestionsRoutes } from './branches/code/mappings/suggestions.ts';
import { branchOrderRoutes } from './branches/code/orders.ts';
import { pushRoutes } from './branches/code/push.ts';
import { receiveEstimateRoute } from './branches/code/receive/estimate.ts';
import { receivePreviewRoute } from './branches/code/receive/preview.ts';
import { receiveRoute } from './branches/code/receive/receive.ts';
import { reconcileRoute } from './branches/code/reconcile.ts';
import { branchReconciliationRoutes } from './branches/code/reconciliation.ts';
import { branchRecordsRoute } from './branches/code/records.ts';
import { salespeopleRoutes } from './branches/code/salespeople.ts';
import { branchTestRoute } from './branches/code/test.ts';
import { newBranchTestRoute } from './branches/test.ts';
import { centralRoutes } from './central/central.ts';
import { centralRecordsRoute } from './central/records.ts';
import { centralTestRoute } from './central/test.ts';
import { eventsRoute } from './events.ts';
import { failuresDismissRoute } from './failures/dismiss.ts';
import { failuresRoutes } from './failures/failures.ts';
import { failureGroupsRoutes } from './failures/groups/groups.ts';
import { failureGroupLinkRoute } from './failures/groups/link.ts';
import { failuresReopenRoute } from './failures/reopen.ts';
import { failuresRetryRoute } from './failures/retry.ts';
import { healthRoutes } from './health/health.ts';
import { keysRoutes } from './keys/keys.ts';
import { ordersRoute } from './orders.ts';
import { overviewRoute } from './overview.ts';
import { peopleRoutes } from './people/people.ts';
import { personRoutes } from './people/person.ts';
import { fleetPushRoute } from './push.ts';
import { reconciliationMapRoute } from './reconciliation/map.ts';
import { reconciliationRoute } from './reconciliation/reconciliation.ts';
import { runCancelRoute } from './runs/id/cancel.ts';
import { runEventsRoute } from './runs/id/events.ts';
import { runOrdersRoute } from './runs/id/orders.ts';
import { runRecordsRoutes } from './runs/id/records.ts';
import { runRetryRoute } from './runs/id/retry.ts';
import { runsRoutes } from './runs/runs.ts';
import { scheduleMomentsRoute } from './schedule/moments.ts';
import { scheduleRoute } from './schedule/schedule.ts';
import { sessionsRoutes } from './sessions/sessions.ts';
import { workersRoute } from './workers.ts';

/** Everything under /api. */
export function apiRoutes(app: App, deps: SharedDeps): void {
  for (const add of [
    overviewRoute,
    eventsRoute,
    centralRoutes,
    centralTestRoute,
    centralRecordsRoute,
    branchesRoutes,
    newBranchTestRoute,
    branchRoutes,
    branchTestRoute,
    receiveRoute,
    receivePreviewRoute,
    receiveEstimateRoute,
    pushRoutes,
    branchRecordsRoute,
    branchOwnRecordsRoute,
    fleetPushRoute,
    runRecordsRoutes,
    reconcileRoute,
    branchReconciliationRoutes,
    linksRoutes,
    salespeopleRoutes,
    mappingsRoutes,
    mappingsCheckRoute,
    mappingsDiscoverRoute,
    mappingsCsvRoutes,
    suggestionsRoutes,
    runsRoutes,
    runEventsRoute,
    runOrdersRoute,
    runCancelRoute,
    runRetryRoute,
    scheduleRoute,
    scheduleMomentsRoute,
    ordersRoute,
    branchOrderRoutes,
    reconciliationRoute,
    reconciliationMapRoute,
    failuresRoutes,
    failureGroupLinkRoute,
    failureGroupsRoutes,
    failuresRetryRoute,
    failuresDismissRoute,
    failuresReopenRoute,
    alertsRoutes,
    alertRulesRoutes,
    alertChannelsRoutes,
    alertChannelActRoutes,
    workersRoute,
    keysRoutes,
    sessionsRoutes,
    peopleRoutes,
    personRoutes,
    auditRoutes,
    aboutRoute,
    healthRoutes,
  ]) {
    add(app, deps);
  }
}
