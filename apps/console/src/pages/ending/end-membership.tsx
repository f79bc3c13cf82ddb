import type { Belongings, Member } from '@annals/contracts';
import { IconAlertTriangle, IconHistory, IconKey, IconUserOff, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { z } from 'zod';
import { removeMember, suspendMember } from '../../api/organization';
import { belongingsQuery, membersQuery } from '../../api/queries';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Page } from '../../app/frame/page';
import { LoadFailure } from '../../components/failure';
import { Forbidden } from '../../components/page-states';
import { SkeletonRows } from '../../components/skeleton';
import { StateBox } from '../../components/state-box';
import { toast } from '../../components/toasts';
import { useSeats } from '../../components/use-seats';
import { date } from '../../format/time';
import { count, list, personal } from '../../format/words';
import { Ending, type Said } from './ending';
import { inWords, ofRefusal } from './settlement';

const at = '/signed-in/organizations/$organizationId/people/$personId';
const removal = getRouteApi(`${at}/remove`);
const suspension = getRouteApi(`${at}/suspend`);

const acts = {
  remove: {
    verb: 'Remove',
    pending: 'Removing…',
    needs: 'members:remove',
    send: removeMember,
    done: (name: string, organization: string) => `Removed ${name} from ${organization}.`,
    then: 'When they are removed',
    keysFate: 'Ends with them',
    afterwards: 'You can invite the same address again at any time. Owners of things are not given back.',
  },
  suspend: {
    verb: 'Suspend',
    pending: 'Suspending…',
    needs: 'members:suspend',
    send: suspendMember,
    done: (name: string) => `Suspended ${name}.`,
    then: 'When they are suspended',
    keysFate: 'Rests until they are reinstated',
    afterwards: 'You can reinstate them at any time. Owners of things are not given back.',
  },
} as const;
type Act = keyof typeof acts;

export const RemoveMemberPage = () => <EndMembership act="remove" personId={removal.useParams().personId} />;
export const SuspendMemberPage = () => <EndMembership act="suspend" personId={suspension.useParams().personId} />;

const UNSEEN = 'You may not see what they own: you are asked about all of it at once, if there is anything.';

/** Takes somebody's access away, for good or for a while; first it is said what becomes of what they own (W4). */
function EndMembership({ act, personId }: { act: Act; personId: string }) {
  const { organizationId, membership, can } = useOrganization();
  const { verb, needs } = acts[act];
  const sees = can('members.belongings:read');
  const members = useQuery({ ...membersQuery(organizationId, { personId, limit: 1 }), enabled: can(needs) });
  const owned = useQuery({ ...belongingsQuery(organizationId, personId), enabled: can(needs) && sees });
  const member = members.data?.items.find((each) => each.personId === personId);
  const failed = members.error ?? owned.error;
  const way = (
    <Link to="/organizations/$organizationId/people" params={{ organizationId }}>
      People
    </Link>
  );
  const content = () => {
    if (!can(needs)) return <Forbidden what="plan of a removal" needs={needs} />;
    if (personId === membership.personId)
      return (
        <StateBox
          icon={IconUserOff}
          title="This is you"
          actions={
            <Link to="/organizations/$organizationId/me/leave" params={{ organizationId }}>
              Leave instead
            </Link>
          }
        />
      );
    if (members.data !== undefined && (member === undefined || (act === 'suspend' && member.status === 'suspended')))
      return (
        <StateBox icon={IconUserOff} title={member === undefined ? 'Nobody like that is here' : 'Suspended already'}>
          {member === undefined ? 'They may have left.' : 'They are out everywhere until somebody reinstates them.'}
        </StateBox>
      );
    if (member !== undefined && (owned.data !== undefined || !sees))
      return <Plan act={act} member={member} owned={owned.data} again={() => void (sees && owned.refetch())} />;
    if (failed === null) return <SkeletonRows />;
    const retry = () => void Promise.all([members.refetch(), owned.refetch()]);
    return <LoadFailure what="plan of a removal" error={failed} retry={retry} />;
  };
  return (
    <Page title={member === undefined ? verb : `${verb} ${personal(member.alias)}`} way={way}>
      {content()}
    </Page>
  );
}

interface PlanProps {
  act: Act;
  member: z.output<typeof Member>;
  /** undefined: the reader may not see it. */
  owned: z.output<typeof Belongings> | undefined;
  /** Reads anew what they own. */
  again: () => void;
}

function Plan({ act, member, owned, again }: PlanProps) {
  const { organizationId, organization } = useOrganization();
  const navigate = useNavigate();
  const name = personal(member.alias);
  const { verb, send, done, ...words } = acts[act];
  const toPeople = (row?: string) =>
    navigate({ to: '/organizations/$organizationId/people', params: { organizationId }, search: row ? { row } : {} });
  const command = useCommand((body: Said, key: string) => send(organizationId, member.personId, { body, key }), {
    organizationId,
    onDone: async () => {
      toast({ text: done(name, organization.name) });
      await toPeople(act === 'suspend' ? member.personId : undefined);
    },
  });
  const seats = useSeats();
  const seatIsFree =
    seats === undefined || member.status === 'suspended' || member.roles.includes('external')
      ? []
      : [{ icon: IconUsers, text: `A seat becomes free: ${count(seats.used - 1)} of ${count(seats.limit)} used.` }];
  return (
    <Ending
      who={{
        personId: member.personId,
        name,
        about: `${list(member.roleNames)}, here since ${date(member.joinedAt)}. ${owned === undefined ? UNSEEN : inWords(owned)}`,
      }}
      owned={owned ?? ofRefusal(command.error)}
      words={{ ...words, title: `${verb} ${name}?`, keep: `Keep ${name}`, act: `${verb} ${name}` }}
      consequences={[
        {
          icon: IconAlertTriangle,
          tone: 'bad',
          text: (
            <>
              <b>
                {name} sees nothing of {organization.name} any more
              </b>
              , from this moment on{act === 'suspend' ? ', until somebody reinstates them' : ''}.
            </>
          ),
        },
        ...seatIsFree,
        { icon: IconKey, text: `Keys of ${name} ${act === 'suspend' ? 'rest' : 'end'}. Keys of bots go on.` },
        {
          icon: IconHistory,
          text:
            act === 'suspend' ? `${name} stays listed, with their roles.` : `What ${name} did stays in the history.`,
        },
      ]}
      afterwards={words.afterwards}
      askReason
      command={command}
      onKeep={() => void toPeople(member.personId)}
      onAct={(said) => {
        // Refused where they came to own something meanwhile: then that is asked about too.
        void command.run(said).then((effect) => {
          if (effect === undefined) again();
        });
      }}
    />
  );
}
