import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answerOffer, type OfferAct } from '../../api/organization';
import { ownershipOfferQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { personal } from '../../format/words';
import { useOrganization } from './frame-context';
import classes from '../../components/banner.module.css';

/** On every page of whoever was offered the organization: they accept it or decline. */
export function OfferBanner() {
  const { organizationId, organization, membership } = useOrganization();
  const offer = useQuery(ownershipOfferQuery(organizationId)).data?.offer;
  const command = useCommand((act: OfferAct, key) => answerOffer(organizationId, act, key), {
    organizationId,
    onDone: () => {
      toast({ text: `You answered the offer of ${organization.name}.` });
    },
  });
  if (offer?.offeredTo.personId !== membership.personId) return null;
  return (
    <section className={classes.banner} aria-label="Offer of ownership">
      <p>
        <b>
          {personal(offer.offeredBy.alias)} offers you to own {organization.name}.
        </b>{' '}
        The offer ends <When at={offer.expiresAt} />.
        <InlineError error={command.error} />
      </p>
      <Button variant="default" disabled={command.pending} onClick={() => void command.run('declineOwnership')}>
        Decline
      </Button>
      <Button loading={command.pending} onClick={() => void command.run('acceptOwnership')}>
        Become an owner
      </Button>
    </section>
  );
}
