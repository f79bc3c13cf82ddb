import { auditViews } from '@annals/audit';
import { automationViews } from '@annals/automation';
import { identityViews } from '@annals/identity';
import { organizationViews } from '@annals/organization';
import { history, type AnyView } from '@annals/views';

/** Every view that is kept; the api reads the same list. */
export const projectorViews: readonly AnyView[] = [
  history,
  ...identityViews,
  ...organizationViews,
  ...automationViews,
  ...auditViews,
];
