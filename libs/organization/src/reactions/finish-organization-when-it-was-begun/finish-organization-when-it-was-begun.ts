import { reaction } from '@annals/views';

export const FINISH_ORGANIZATION = 'organization.finish-organization';

/** A8: an organization that was begun comes to be, even if the process that began it is gone. */
export const finishOrganizationWhenItWasBegun = reaction({
  name: 'finish-organization-when-it-was-begun',
  on: {
    OrganizationBegun: ({ id, data: { userId, organizationId }, meta }) => [
      {
        queue: FINISH_ORGANIZATION,
        key: organizationId,
        payload: { userId, organizationId, causedBy: id, correlation: meta.correlationId },
      },
    ],
  },
});
