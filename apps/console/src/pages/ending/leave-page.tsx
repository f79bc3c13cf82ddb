import { IconAlertTriangle, IconHistory, IconKey } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { leave } from '../../api/organization';
import { positions } from '../../api/positions';
import { myBelongingsQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { SuccessorChoice } from '../../components/successor-choice';
import { toast } from '../../components/toasts';
import { list } from '../../format/words';
import { Ending, type Said } from './ending';
import { inWords } from './settlement';

/** Ends one's own membership, with a decision for each thing that one owns. */
export function LeavePage() {
  const { organizationId, can } = useOrganization();
  const owned = useQuery({ ...myBelongingsQuery(organizationId), enabled: can('members:leave') });
  const content = () => {
    if (!can('members:leave')) return <Forbidden what="way out" needs="members:leave" />;
    if (owned.data !== undefined) return <Leave owned={owned.data} again={() => void owned.refetch()} />;
    if (owned.error === null) return <SkeletonRows />;
    return <LoadFailure what="list of what you own" error={owned.error} retry={() => void owned.refetch()} />;
  };
  return <Page title="Leave">{content()}</Page>;
}

type Owned = Parameters<typeof Ending>[0]['owned'];

function Leave({ owned, again }: { owned: Owned; again: () => void }) {
  const { organizationId, organization, membership, me } = useOrganization();
  const client = useQueryClient();
  const navigate = useNavigate();
  const router = useRouter();
  const [heir, setHeir] = useState<string | null>(null);
  const command = useCommand(
    (body: Said & { handOverTo?: string }, key: string) => leave(organizationId, { body, key }),
    {
      onDone: async ({ position }) => {
        positions.remember('me', position);
        toast({ text: `You left ${organization.name}.` });
        client.removeQueries({ queryKey: ['me'] });
        await navigate({ to: '/organizations' });
        client.removeQueries({ queryKey: ['org', organizationId] });
      },
    },
  );
  return (
    <Ending
      who={{
        personId: membership.personId,
        name: me.alias ?? '',
        about: `You are ${list(membership.roleNames)} here. ${inWords(owned)}`,
      }}
      owned={owned}
      words={{
        title: `Leave ${organization.name}?`,
        keep: 'Stay',
        act: `Leave ${organization.name}`,
        pending: 'Leaving…',
        then: 'When you leave',
        keysFate: 'Ends with you',
      }}
      choice={
        membership.roles.includes('owner') ? (
          <SuccessorChoice
            label="Make an owner as you leave"
            description="Needed where you are the last one. They get what you do not give to somebody else."
            chosen={heir}
            onChange={setHeir}
          />
        ) : undefined
      }
      otherwise={heir === null ? undefined : 'To the new owner'}
      consequences={[
        {
          icon: IconAlertTriangle,
          tone: 'bad',
          text: (
            <>
              <b>You see nothing of it any more</b>, from this moment on.
            </>
          ),
        },
        { icon: IconKey, text: 'Your keys end. Keys of bots go on.' },
        { icon: IconHistory, text: 'What you did stays in its history, with your name.' },
      ]}
      afterwards="You cannot undo this yourself; somebody there can invite you again."
      command={command}
      onKeep={() => {
        router.history.back();
      }}
      onAct={(said) => {
        void command.run({ ...said, ...(heir === null ? {} : { handOverTo: heir }) }).then((effect) => {
          if (effect === undefined) again();
        });
      }}
    />
  );
}
