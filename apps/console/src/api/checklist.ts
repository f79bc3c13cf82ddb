import { routes } from '@annals/contracts';
import { queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.organization;

/** The first steps of an organization. */
export const checklistQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'checklist'],
    queryFn: ({ signal }) => call(api.getChecklist)({ organizationId }, signal),
  });
export const hideChecklist = call(api.hideChecklist);
