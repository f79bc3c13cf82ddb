import { generation, id } from '@annals/contracts';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { digitsOf } from '../../organization/code';
import { organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { contactCodes } from './mail-code-when-contact-is-requested';

const Payload = z.object({ organizationId: id, personId: id, generation });

/**
 * Mails a code, made anew from its ids. Looks at the stream first: a code that was replaced or is needed no more goes
 * nowhere. That it went out is no event (history.md §5); sent again, it has the same id.
 */
export const mailContactCode = job({
  queue: contactCodes,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, vault, mail }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, personId, generation: asked }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const profile = state.profiles.of.get(personId);
      if (!profile?.waiting || profile.generation !== asked || !state.people.members.has(personId)) return;
      const { email: to } = await words.said(organizationId, profile.waiting.at);
      if (to === undefined) return; // erased meanwhile
      const code = digitsOf(vault.secrets, { organizationId, proves: 'contact', of: personId, generation: asked });
      await mail.send({
        id: `contact-code-${personId}-${asked}`,
        to,
        subject: mailText`Your code for ${state.settings.name}`,
        text: mailText`${ours(code)} is your code. Type it where you asked to be written to at this address about ${state.settings.name}.

It counts for 10 minutes. If it was not you who asked, there is nothing to do.
`,
      });
    };
  },
});
