import { useQuery } from '@tanstack/react-query';
import { appsQuery } from '../../api/app-grants';
import { workspacesQuery } from '../../api/workspaces';
import { everyBotQuery, membersQuery } from '../../api/queries';
import { botLooks } from '../../components/status';
import { personal } from '../../format/words';
import { botActs } from './bot-acts';
import { useOrganization } from './frame-context';
import { useOffered } from './offered-acts';
import { pagesOf } from './pages';
import type { Destination, PaletteSource } from './palette-items';

interface Act {
  label: string;
  hint: string;
  open: Destination;
  allowed: boolean;
}
const allowed = (acts: readonly Act[]) =>
  acts.filter((act) => act.allowed).map(({ label, hint, open }) => ({ label, hint, open }));

/** What the palette finds in, fetched while it is open. */
export function usePaletteSource(opened: boolean): PaletteSource {
  const { organizationId, me, can } = useOrganization();
  const bots = useQuery({ ...everyBotQuery(organizationId), enabled: opened && can('bots:read') });
  const people = useQuery({ ...membersQuery(organizationId, { limit: 200 }), enabled: opened && can('members:read') });
  const offered = useOffered();
  const base = `/organizations/${organizationId}`;
  const places = useQuery({
    ...workspacesQuery(organizationId, { status: 'active', limit: 50 }),
    enabled: opened && can('workspaces:list_all'),
  });
  const knowledge = (places.data?.items ?? []).flatMap(({ workspaceId, name }) => [
    {
      label: `Add knowledge to ${name}`,
      hint: 'Workspaces',
      open: { path: `${base}/workspaces/${workspaceId}/knowledge?new=source` },
      allowed: can('knowledge:manage', workspaceId),
    },
    {
      label: `See the knowledge of ${name}`,
      hint: 'Workspaces',
      open: { path: `${base}/workspaces/${workspaceId}/knowledge` },
      allowed: can('knowledge:read', workspaceId),
    },
  ]);
  const apps = useQuery({
    ...appsQuery(organizationId, { limit: 200 }),
    enabled: opened && can('bots.catalogue:read') && can('bots.access:request'),
  });
  const askable = (apps.data?.items ?? [])
    .filter(({ mine, requested }) => !mine && requested === null)
    .map(({ botId, name }) => ({
      label: `Ask for access to ${name}…`,
      hint: 'Apps',
      open: { path: `${base}/apps?search=${encodeURIComponent(name)}&ask=${botId}` },
      allowed: true,
    }));
  const acts: readonly Act[] = [
    { label: 'See what needs you', hint: 'Overview', open: { path: `${base}/needs` }, allowed: true },
    { label: 'Register bot', hint: 'Bots', open: { path: `${base}/bots?new=bot` }, allowed: can('bots:create') },
    {
      label: 'Invite people',
      hint: 'People',
      open: { path: `${base}/people?new=invitation` },
      allowed: can('invitations:manage'),
    },
    { label: 'Request run', hint: 'Runs', open: { path: `${base}/runs?new=run` }, allowed: can('runs:start') },
    {
      label: 'See calendars',
      hint: 'Triggers',
      open: { path: `${base}/triggers/calendars` },
      allowed: can('triggers:read'),
    },
    {
      label: 'Define calendar',
      hint: 'Triggers',
      open: { path: `${base}/triggers/calendars?new=calendar` },
      allowed: can('triggers:create', organizationId),
    },
    { label: 'New trigger', hint: 'Triggers', open: { path: `${base}/triggers/new` }, allowed: can('triggers:create') },
    {
      label: 'Stop all runs…',
      hint: 'Emergency stop',
      open: { path: `${base}/runs?new=stop` },
      allowed: can('org:emergency_stop') || can('bots:emergency_stop'),
    },
    {
      label: 'Issue API key',
      hint: 'API keys',
      open: { path: `${base}/api-keys?new=key` },
      allowed: can('api_keys:manage'),
    },
    { label: 'Change password', hint: 'Your account', open: { path: '/account' }, allowed: true },
    { label: 'See all keys of the keyboard', hint: '?', open: { act: 'keys' }, allowed: true },
    { label: 'Sign out', hint: '', open: { act: 'sign-out' }, allowed: true },
  ];
  return {
    organizationId,
    pages: pagesOf({ can }).map(({ name, to }) => ({ name, path: to.replace('$organizationId', organizationId) })),
    acts: [...offered.map(({ label, does }) => ({ label, hint: 'What is open', open: { does } })), ...allowed(acts)],
    further: allowed([...knowledge, ...askable]),
    bots: (bots.data ?? []).map((bot) => ({
      botId: bot.botId,
      name: bot.name,
      status: botLooks[bot.status].word,
      acts: botActs(bot, { can }),
    })),
    people: (people.data?.items ?? []).map((member) => ({
      personId: member.personId,
      name: personal(member.alias),
      hint: member.roleNames.join(', '),
    })),
    organizations: me.organizations
      .filter((each) => each.organizationId !== organizationId)
      .map((each) => ({ organizationId: each.organizationId, name: each.name, hint: each.roleNames.join(', ') })),
    history: can('audit:read'),
  };
}
