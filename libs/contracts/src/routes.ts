import * as auditDestinations from './audit/destinations/routes';
import * as erasures from './audit/erasures/routes';
import * as auditExports from './audit/exports/routes';
import * as auditHistory from './audit/history/routes';
import * as auditIncident from './audit/incident/routes';
import * as auditProofs from './audit/proofs/routes';
import * as auditReads from './audit/reads/routes';
import * as auditReplay from './audit/replay/routes';
import * as legalHolds from './audit/legal-holds/routes';
import * as auditLog from './audit/routes';
import * as appGrants from './automation/app-grants/routes';
import * as shareLinks from './automation/share-links/routes';
import * as bulk from './automation/bulk/routes';
import * as emergencyStops from './automation/emergency-stops/routes';
import * as needs from './automation/needs/routes';
import * as knowledge from './automation/knowledge/routes';
import * as automationRoutes from './automation/routes';
import * as timeline from './automation/timeline/routes';
import * as calendars from './automation/calendars/routes';
import * as triggers from './automation/triggers/routes';
import * as versions from './automation/versions/routes';
import * as billing from './billing/routes';
import * as identity from './identity/routes';
import * as installation from './installation/routes';
import { organizationRoutes as organization } from './organization/routes';
import type { Route } from './route';

const audit = {
  ...auditLog,
  ...auditExports,
  ...auditHistory,
  ...auditReplay,
  ...auditProofs,
  ...auditDestinations,
  ...erasures,
  ...legalHolds,
  ...auditIncident,
  ...auditReads,
};

const automation = {
  ...automationRoutes,
  ...appGrants,
  ...shareLinks,
  ...bulk,
  ...emergencyStops,
  ...knowledge,
  ...needs,
  ...timeline,
  ...triggers,
  ...calendars,
  ...versions,
};

/** Every route of the API by its context and its name. */
export const routes = { audit, automation, billing, identity, installation, organization } as const;

const names = new Map<Route, string>(
  Object.values(routes).flatMap((context) => Object.entries(context).map(([name, route]) => [route, name] as const)),
);

/** Every route of the API. */
export const allRoutes: readonly Route[] = [...names.keys()];

/** How a route is called in its context: `disableBot`. @throws Error for one that is not in `routes` */
export function nameOf(route: Route): string {
  const name = names.get(route);
  if (name === undefined) throw new Error(`${route.method} ${route.path} is not among the routes of contracts`);
  return name;
}
