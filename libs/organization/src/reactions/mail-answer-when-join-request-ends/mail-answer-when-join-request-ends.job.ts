import { id } from '@annals/contracts';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { joinAnswers } from './mail-answer-when-join-request-ends';

/** Why an answer was given is for the organization to know. Says nothing to who has been erased. */
export const mailJoinAnswer = job({
  queue: joinAnswers,
  payload: z.object({ organizationId: id, requestId: id }),
  actsOutside: true,
  does: ({ eventStore, mail, config }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, requestId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const request = state.joinRequests.all.get(requestId);
      const { email: to } = await words.said(organizationId, request?.saidAt);
      if (to === undefined) return;
      const { name } = state.settings;
      const letter = { id: `join-answer-${requestId}`, to };
      if (request?.status === 'approved')
        await mail.send({
          ...letter,
          subject: mailText`${name} let you in`,
          text: mailText`You belong to ${name} now:

${ours(`${config.publicUrl}/organizations/${organizationId}`)}
`,
        });
      else
        await mail.send({
          ...letter,
          subject: mailText`${name} did not let you in`,
          text: mailText`You asked to join ${name}, and ${request?.status === 'denied' ? 'were turned down' : 'nobody answered in time'}.

You may ask again ${ours(request?.status === 'denied' ? 'in 30 days' : 'at any time')}:

${ours(`${config.publicUrl}/organizations`)}
`,
        });
    };
  },
});
