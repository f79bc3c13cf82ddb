import { reaction } from '@annals/views';

/** Queue of mails to addresses that were replaced. */
export const replacedContacts = 'replaced-contacts';

/** B3: whoever reads the address before learns that it counts no more, in case it was not their doing. */
export const tellOldAddressWhenContactChanges = reaction({
  name: 'tell-old-address-when-contact-changes',
  on: {
    MemberContactVerified: ({ organization, data: { personId, generation } }) => [
      {
        queue: replacedContacts,
        key: `${personId}:${generation}`,
        payload: { organizationId: organization, personId, generation },
      },
    ],
  },
});
