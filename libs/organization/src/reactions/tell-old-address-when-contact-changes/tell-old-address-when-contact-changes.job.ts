import { comparableAddress, generation, id } from '@annals/contracts';
import { job, mailText } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { contactBefore } from '../../organization/profiles';
import { replacedContacts } from './tell-old-address-when-contact-changes';

const Payload = z.object({ organizationId: id, personId: id, generation });

/** Says nothing where the address is the same as before, or nobody is left to write to. */
export const tellReplacedContact = job({
  queue: replacedContacts,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, mail }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, personId, generation: changed }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const before = contactBefore(state.profiles, personId, changed);
      const [{ email: to }, now] = await Promise.all([
        words.said(organizationId, before),
        words.contact(organizationId, personId),
      ]);
      if (to === undefined || (now !== undefined && comparableAddress(to) === comparableAddress(now))) return;
      await mail.send({
        id: `contact-replaced-${personId}-${changed}`,
        to,
        subject: mailText`Another address counts for you at ${state.settings.name}`,
        text: mailText`From now on you are written to at another address about ${state.settings.name}. This one gets no more mail about it. For 24 hours after the change nobody makes you an owner, nor you yourself by accepting.

If it was not you who changed it, tell an owner of ${state.settings.name}, and change your password.
`,
      });
    };
  },
});
