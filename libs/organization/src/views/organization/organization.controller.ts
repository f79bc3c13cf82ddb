import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { GetOrganizationQuery } from './organization.query';

export const OrganizationController = serve(
  routes.organization.getOrganization,
  ({ asked, minPosition }) => new GetOrganizationQuery(asked.organizationId, minPosition),
);
