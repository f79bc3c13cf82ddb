import { id } from '@annals/contracts';
import { job, mailText, ours } from '@annals/platform';
import { z } from 'zod';
import { organization } from '../../organization/organization';
import { offeredAt } from '../../organization/ownership';
import { PeoplesWords } from '../../organization/peoples-words.service';
import { trustedContactAt } from '../../organization/profiles';
import { ownershipOffers } from './mail-offer-when-ownership-is-offered';

const Payload = z.object({ organizationId: id, offerId: id });

/** Says nothing of an offer that is over, or to who has been erased; an address that is newer than the offer hears nothing of it. */
export const mailOwnershipOffer = job({
  queue: ownershipOffers,
  payload: Payload,
  actsOutside: true,
  does: ({ eventStore, mail, config }) => {
    const words = new PeoplesWords(eventStore);
    return async ({ organizationId, offerId }) => {
      const { state } = await eventStore.state({ stream: organization, id: [organizationId] }, 0);
      const { offer } = state.ownership;
      if (offer?.offerId !== offerId) return;
      const [{ email: to }, offering] = await Promise.all([
        words.said(organizationId, trustedContactAt(state.profiles, offer.offeredTo, offeredAt(offer))),
        words.alias(organizationId, offer.offeredBy),
      ]);
      if (to === undefined) return;
      await mail.send({
        id: `ownership-offer-${offerId}`,
        to,
        subject: mailText`${offering ?? 'An owner'} offers you to own ${state.settings.name}`,
        text: mailText`${offering ?? 'An owner'} offers you to become an owner of ${state.settings.name}. Accept or decline on its pages until ${ours(offer.expiresAt.slice(0, 10))}:

${ours(`${config.publicUrl}/organizations/${organizationId}`)}

Until you accept nothing changes.
`,
      });
    };
  },
});
