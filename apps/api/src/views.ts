import { auditViews } from '@annals/audit';
import { automationViews } from '@annals/automation';
import { identityViews } from '@annals/identity';
import { organizationViews } from '@annals/organization';
import { history } from '@annals/views';

/** The views that the api reads; the projector keeps the same list. */
export const apiViews = [history, ...identityViews, ...organizationViews, ...automationViews, ...auditViews];
