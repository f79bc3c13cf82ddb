import { reaction, type Job, type ViewEvent } from '@annals/views';

/** Queue of text messages that carry the code of a phone number. */
export const phoneCodes = 'phone-codes';

/** Each code goes out once: the first with the number, another whenever one is asked for. */
export const textCodeWhenPhoneNeedsOne = reaction({
  name: 'text-code-when-phone-needs-one',
  on: { PhoneNumberAdded: (e) => [codeOf(e)], PhoneNumberCodeRequested: (e) => [codeOf(e)] },
});

function codeOf({
  id,
  organization,
  data: { phoneId, generation },
  meta,
}: ViewEvent<'PhoneNumberAdded'> | ViewEvent<'PhoneNumberCodeRequested'>): Job {
  return {
    queue: phoneCodes,
    key: `${phoneId}:${generation}`,
    payload: { organizationId: organization, phoneId, generation, causationId: id, correlationId: meta.correlationId },
  };
}
