import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOffer, offerOwnership } from '../../api/organization';
import { ownershipOfferQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError, LoadFailure } from '../../components/failure';
import { SkeletonRows } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { personal } from '../../format/words';
import { SuccessorChoice } from '../../components/successor-choice';
import classes from './settings.module.css';

/** Giving the organization to somebody else: the open offer, or a form that makes one. */
export function OwnershipBox() {
  const { organizationId } = useOrganization();
  const found = useQuery(ownershipOfferQuery(organizationId));
  return (
    <Box title="Give the organization to somebody else">
      {found.data === undefined ? (
        found.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="offer of ownership" error={found.error} retry={() => void found.refetch()} />
        )
      ) : found.data.offer === null ? (
        <OfferForm />
      ) : (
        <OpenOffer {...found.data.offer} />
      )}
    </Box>
  );
}

interface Shown {
  offeredTo: { alias: string | null };
  stepsDown: boolean;
  offeredAt: string;
  expiresAt: string;
}

function OpenOffer({ offeredTo, stepsDown, offeredAt, expiresAt }: Shown) {
  const { organizationId } = useOrganization();
  const name = personal(offeredTo.alias);
  const command = useCommand((_: object, key: string) => answerOffer(organizationId, 'withdrawOwnershipOffer', key), {
    organizationId,
    onDone: () => {
      toast({ text: `Took the offer to ${name} back.` });
    },
  });
  return (
    <div className={classes.leave}>
      <div>
        <p>
          <b>Offered to {name}</b>, <When at={offeredAt} />
        </p>
        <p>
          {name} becomes an owner when they accept.{' '}
          {stepsDown ? 'Who offered it becomes an Admin then.' : 'Who offered it stays one.'} The offer ends{' '}
          <When at={expiresAt} />.
        </p>
        <InlineError error={command.error} />
      </div>
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        Take it back
      </Button>
    </div>
  );
}

function OfferForm() {
  const { organizationId } = useOrganization();
  const [personId, setPersonId] = useState<string | null>(null);
  const [stepsDown, setStepsDown] = useState(false);
  const command = useCommand(
    (body: { personId: string; stepsDown: boolean }, key) => offerOwnership(organizationId, { body, key }),
    {
      organizationId,
      onDone: () => {
        toast({ text: 'Offered. They can accept it here for 7 days.' });
      },
    },
  );
  return (
    <div className={classes.offer}>
      <p>There is always at least one owner. Who you offer it to becomes one when they accept, within 7 days.</p>
      <SuccessorChoice label="Offer it to" chosen={personId} onChange={setPersonId} />
      <Checkbox
        label="I become an Admin when they accept"
        checked={stepsDown}
        onChange={(event) => {
          setStepsDown(event.currentTarget.checked);
        }}
      />
      <InlineError error={command.error} />
      <div>
        <Button
          variant="default"
          disabled={personId === null}
          loading={command.pending}
          onClick={() => personId !== null && void command.run({ personId, stepsDown })}
        >
          Offer ownership
        </Button>
      </div>
    </div>
  );
}
