import { reaction } from '@annals/views';

/** Queue of mails about domains that are lost. */
export const lostDomains = 'lost-domains';

/** Owners hear that nobody comes in by a domain any more, whoever found it out. */
export const tellOwnersWhenDomainIsLost = reaction({
  name: 'tell-owners-when-domain-is-lost',
  on: {
    DomainLost: ({ id, organization, data: { domainId } }) => [
      { queue: lostDomains, key: id, payload: { organizationId: organization, domainId, lost: id } },
    ],
  },
});
