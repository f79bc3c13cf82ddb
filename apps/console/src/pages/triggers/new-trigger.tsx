import { triggerKind } from '@annals/contracts';
import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { createTrigger, triggerQuery, updateTrigger } from '../../api/triggers';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { here } from '../../components/place-fields';
import { SkeletonRows } from '../../components/skeleton';
import { toast } from '../../components/toasts';
import { draftOf, newDraft } from './settings';
import { type Shown, ShownSecret } from './shown-secret';
import { type Sent, TriggerForm } from './trigger-form';

const newRoute = getRouteApi('/signed-in/organizations/$organizationId/triggers/new');
const editRoute = getRouteApi('/signed-in/organizations/$organizationId/triggers/$triggerId/edit');

const Way = () => {
  const { organizationId } = useOrganization();
  return (
    <Link to="/organizations/$organizationId/triggers" params={{ organizationId }}>
      Triggers
    </Link>
  );
};

/** A trigger is made; of a webhook its address and secret are shown then, once. */
export function NewTriggerPage() {
  const { organizationId, can } = useOrganization();
  const { bot } = newRoute.useSearch();
  const navigate = useNavigate();
  const [shown, show] = useState<Shown & { triggerId: string }>();
  const open = (triggerId: string) =>
    void navigate({
      to: '/organizations/$organizationId/triggers/$triggerId',
      params: { organizationId, triggerId },
      replace: true,
    });
  const command = useCommand(
    ({ botId, kind, settings }: Sent, key: string) => createTrigger({ organizationId, botId, kind, ...settings }, key),
    {
      organizationId,
      onDone: ({ triggerId, address, secret }) => {
        toast({ text: 'Made the trigger. It is on.' });
        if (address === null || secret === null) open(triggerId);
        else show({ triggerId, address, secret });
      },
    },
  );
  return (
    <Page title="New trigger" way={<Way />}>
      {can('triggers:create') ? (
        <TriggerForm
          title="New trigger"
          act="Create trigger"
          first={newDraft(here().timeZone)}
          bot={bot}
          command={command}
          cancel={
            <Button
              variant="default"
              renderRoot={(props) => (
                <Link to="/organizations/$organizationId/triggers" params={{ organizationId }} {...props} />
              )}
            >
              Cancel
            </Button>
          }
        />
      ) : (
        <Forbidden what="this form" needs="triggers:create" />
      )}
      <Modal opened={shown !== undefined} onClose={() => undefined} withCloseButton={false} title="Address and secret">
        {shown !== undefined && (
          <ShownSecret
            shown={shown}
            done={() => {
              open(shown.triggerId);
            }}
          />
        )}
      </Modal>
    </Page>
  );
}

/** A trigger is set anew, all of it. */
export function EditTriggerPage() {
  const { organizationId } = useOrganization();
  const { triggerId } = editRoute.useParams();
  const read = useQuery(triggerQuery({ organizationId, triggerId }));
  const navigate = useNavigate();
  const back = {
    to: '/organizations/$organizationId/triggers/$triggerId',
    params: { organizationId, triggerId },
  } as const;
  const command = useCommand(
    ({ settings }: Sent, key: string) => updateTrigger({ organizationId, triggerId, ...settings }, key),
    {
      organizationId,
      onDone: () => {
        toast({ text: 'Changed the trigger.' });
        void navigate(back);
      },
    },
  );
  const kind = triggerKind.safeParse(read.data?.kind).data;
  return (
    <Page title={read.data === undefined ? 'Edit trigger' : `Edit ${read.data.name}`} way={<Way />}>
      {read.data === undefined || kind === undefined ? (
        read.error === null ? (
          <SkeletonRows />
        ) : (
          <LoadFailure what="trigger" error={read.error} retry={() => void read.refetch()} />
        )
      ) : (
        <TriggerForm
          title={`Edit ${read.data.name}`}
          act="Save trigger"
          first={draftOf(read.data)}
          fixed={{ botId: read.data.botId, kind }}
          command={command}
          cancel={
            <Button variant="default" renderRoot={(props) => <Link {...back} {...props} />}>
              Cancel
            </Button>
          }
        />
      )}
    </Page>
  );
}
