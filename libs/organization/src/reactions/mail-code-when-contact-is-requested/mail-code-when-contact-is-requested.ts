import { reaction } from '@annals/views';

/** Queue of mails that carry the code of a contact address. */
export const contactCodes = 'contact-codes';

/** B3: each code goes out once, to the address that it proves. */
export const mailCodeWhenContactIsRequested = reaction({
  name: 'mail-code-when-contact-is-requested',
  on: {
    MemberContactRequested: ({ organization, data: { personId, generation } }) => [
      {
        queue: contactCodes,
        key: `${personId}:${generation}`,
        payload: { organizationId: organization, personId, generation },
      },
    ],
  },
});
