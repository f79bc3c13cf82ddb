import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_ONE_LOGO = 'organization.keep-one-logo';

/** A12: the picture that a logo was before is kept nowhere. */
export const keepOneLogoWhenItChanges = reaction({
  name: 'keep-one-logo-when-it-changes',
  on: { OrganizationLogoSet: (e) => [jobFor(e)], OrganizationLogoRemoved: (e) => [jobFor(e)] },
});

const jobFor = ({
  id,
  organization,
}: ViewEvent<'OrganizationLogoSet'> | ViewEvent<'OrganizationLogoRemoved'>): Job => ({
  queue: KEEP_ONE_LOGO,
  key: id,
  payload: { organizationId: organization },
});
