import { granted, id } from '@annals/contracts';
import type { Frozen } from '@annals/kernel';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { organization, type Organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { ownRoles } from '../../organization/roles';
import { joinRequestMails } from './mail-join-request-when-somebody-asks';

/** So many hear of one request, those first who joined first: in a large organization not everybody has to. */
const AT_MOST = 20;

/** Who may let people in. */
function deciders(state: Frozen<Organization>): readonly string[] {
  return [...state.people.members.values()]
    .filter((member) => !member.suspended && granted(member.roles, ownRoles(state)).has('join_requests:decide'))
    .slice(0, AT_MOST)
    .map(({ personId }) => personId);
}

/** Says nothing of a request that was answered or taken back meanwhile, or by who has been erased. */
export const mailJoinRequest = job({
  queue: joinRequestMails,
  payload: z.object({ organizationId: id, requestId: id }),
  actsOutside: true,
  does: ({ eventStore, mail, config }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, requestId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const request = state.joinRequests.all.get(requestId);
      if (request?.status !== 'open') return;
      const { email, alias, message } = await words.said(organizationId, request.saidAt);
      if (email === undefined || alias === undefined) return;
      for (const [personId, to] of await words.contacts(organizationId, deciders(state))) {
        await mail.send({
          id: `join-request-${requestId}-${personId}`,
          to,
          subject: mailText`${alias} asks to join ${state.settings.name}`,
          text: mailText`${alias} (${email}) asks to join ${state.settings.name}.

${message ?? 'They did not say why.'}

Let them in or turn them down until ${ours(request.expiresAt.slice(0, 10))}:

${ours(`${config.publicUrl}/organizations/${organizationId}/people?tab=requests`)}
`,
        });
      }
    };
  },
});
