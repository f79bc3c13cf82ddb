import { id } from '@annals/contracts';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { recordName, recordValue } from '../../security/domain-records.service';
import { security } from '../../security/security';
import { lostDomains } from './tell-owners-when-domain-is-lost';

/** A policy opens no door by itself: its owners hear that all of them are closed. */
const NOBODY_NEW =
  ' It was the last one, and only people at verified domains come in here: nobody new can, until a domain is verified or that policy is changed.';

/** Says nothing of one that was verified again or removed meanwhile. */
export const tellOfLostDomain = job({
  queue: lostDomains,
  payload: z.object({ organizationId: id, domainId: id, lost: id }),
  actsOutside: true,
  does: ({ eventStore, mail, config }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, domainId, lost }) => {
      const found = await eventStore.state({ stream: security, id: [organizationId] }, 0);
      const known = found.state.domains.get(domainId);
      if (known === undefined || known.verified) return;
      const { domain } = known;
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const stillOpen = [...found.state.domains.values()].some(({ verified }) => verified);
      const closed = state.policies.inForce.ownDomainsOnly && !stillOpen ? NOBODY_NEW : '';
      const owners = [...state.people.members.values()].filter(
        ({ suspended, roles }) => !suspended && roles.includes('owner'),
      );
      const ids = owners.map(({ personId }) => personId);
      for (const [personId, to] of await words.contacts(organizationId, ids)) {
        await mail.send({
          id: `domain-lost-${lost}-${personId}`,
          to,
          subject: mailText`${state.settings.name} has lost the domain ${ours(domain)}`,
          text: mailText`The record that shows that ${ours(domain)} belongs to ${state.settings.name} is gone from the DNS, so nobody comes in by an address there any more. Who came in stays.${ours(closed)}

Publish it again, as TXT at ${ours(recordName(domain))}:

${ours(recordValue(domainId))}

Then verify the domain here:

${ours(`${config.publicUrl}/organizations/${organizationId}/settings/security`)}
`,
        });
      }
    };
  },
});
