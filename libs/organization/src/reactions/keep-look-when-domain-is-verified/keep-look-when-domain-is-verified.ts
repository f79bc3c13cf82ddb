import { reaction } from '@annals/views';

export const KEEP_DOMAIN_LOOK = 'organization.keep-domain-look';

/** A verified domain is looked at again by the timer, as long as it is verified. */
export const keepLookWhenDomainIsVerified = reaction({
  name: 'keep-look-when-domain-is-verified',
  on: {
    DomainVerified: ({ id, organization, at, data: { domainId } }) => [
      { queue: KEEP_DOMAIN_LOOK, key: id, payload: { organizationId: organization, domainId, at } },
    ],
  },
});
