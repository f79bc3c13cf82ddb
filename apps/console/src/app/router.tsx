import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  retainSearchParams,
} from '@tanstack/react-router';
import { z } from 'zod';
import { lookAt } from '../api/past';
import { asApiError } from '../api/problem';
import { findBySlug } from '../api/organization';
import { membershipQuery, meQuery, organizationQuery } from '../api/queries';
import { AccessPage } from '../pages/access/access-page';
import { AccountPage } from '../pages/account/account';
import { ApiKeysPage } from '../pages/api-keys/api-keys';
import { AppsPage } from '../pages/apps/apps';
import { AuditPage } from '../pages/audit/audit';
import { IncidentPage } from '../pages/audit/incident';
import { BotPage } from '../pages/bot/bot';
import { BotsPage } from '../pages/bots/bots';
import { CalendarsPage } from '../pages/calendars/calendars';
import { KnowledgePage } from '../pages/knowledge/knowledge';
import { EditTriggerPage, NewTriggerPage } from '../pages/triggers/new-trigger';
import { TriggerPage } from '../pages/triggers/trigger';
import { TriggersPage } from '../pages/triggers/triggers';
import { ForgotPage } from '../pages/entry/forgot';
import { InvitationPage } from '../pages/entry/invitation';
import { ResetPage } from '../pages/entry/reset';
import { SignInPage } from '../pages/entry/sign-in';
import { SignUpPage } from '../pages/entry/sign-up';
import { VerifyPage } from '../pages/entry/verify';
import { CreateOrganizationPage } from '../pages/organizations/create-organization';
import { FormerMemberPage } from '../pages/organizations/former-member';
import { NeedsPage } from '../pages/needs/needs-page';
import { OrganizationsPage } from '../pages/organizations/organizations';
import { OverviewPage } from '../pages/overview/overview';
import { RemoveMemberPage, SuspendMemberPage } from '../pages/ending/end-membership';
import { LeavePage } from '../pages/ending/leave-page';
import { InviteListPage } from '../pages/people/invite-list';
import { PeoplePage } from '../pages/people/people';
import { MyProfilePage } from '../pages/profile/my-profile';
import { ProofsPage } from '../pages/proofs/proofs';
import { RolePage } from '../pages/roles/role-page';
import { Pending } from '../pages/problems/pending';
import { NotFound, RouteError } from '../pages/problems/route-error';
import { RunsPage } from '../pages/runs/runs';
import { DangerPage } from '../pages/settings/danger';
import { AccountInfoPage } from '../pages/settings/account-info';
import { SecurityPage } from '../pages/settings/security';
import { DestinationsPage } from '../pages/settings/destinations';
import { PoliciesPage } from '../pages/settings/policies';
import { SharePage } from '../pages/share/share';
import { SettingsPage } from '../pages/settings/settings';
import { WelcomePage } from '../pages/welcome/welcome';
import { WorkspacePage } from '../pages/workspaces/workspace';
import { WorkspacesPage } from '../pages/workspaces/workspaces';
import { Frame } from './frame/frame';
import { openTo } from './frame/open-to';
import { lastPath, places } from './last-place';
import { oldAddresses } from './old-addresses';
import {
  accessSearch,
  apiKeysSearch,
  appsSearch,
  auditSearch,
  botSearch,
  botsSearch,
  calendarsSearch,
  incidentSearch,
  knowledgeSearch,
  newTriggerSearch,
  triggerSearch,
  triggersSearch,
  needsSearch,
  organizationSearch,
  overviewSearch,
  peopleSearch,
  proofsSearch,
  roleSearch,
  runsSearch,
  workspaceSearch,
  workspacesSearch,
} from './page-search';
import { parseSearch, stringifySearch, withoutFragment } from './search-params';

interface Context {
  client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ component: Outlet, notFoundComponent: NotFound });
const entry = { getParentRoute: () => root } as const;
const signIn = createRoute({
  ...entry,
  path: '/sign-in',
  component: SignInPage,
  validateSearch: z.object({ next: z.string().optional().catch(undefined) }),
});
const signUp = createRoute({ ...entry, path: '/sign-up', component: SignUpPage });
const verify = createRoute({ ...entry, path: '/verify', component: VerifyPage });
const forgot = createRoute({ ...entry, path: '/forgot', component: ForgotPage });
const reset = createRoute({ ...entry, path: '/reset', component: ResetPage });
const invitation = createRoute({ ...entry, path: '/invitation', component: InvitationPage });

const share = createRoute({ ...entry, path: '/share/$organizationId', component: SharePage });

/** What there is for somebody who has to make or join an organization first (D20). */
const withoutOrganization: readonly string[] = ['/new-organization', '/account'];

/** Everything below needs a session; without one the way leads over sign-in and back. */
const signedIn = createRoute({
  ...entry,
  id: 'signed-in',
  component: Outlet,
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.client.ensureQueryData(meQuery);
      if (me.ownOrganizations.required && !withoutOrganization.includes(location.pathname))
        redirect({ to: '/new-organization', throw: true });
    } catch (error) {
      if (asApiError(error).code === 'UNAUTHENTICATED')
        redirect({
          to: '/sign-in',
          search: { next: location.href === '/' ? undefined : withoutFragment(location.href) },
          throw: true,
        });
      throw error;
    }
  },
});
const inside = { getParentRoute: () => signedIn } as const;
const home = createRoute({
  ...inside,
  path: '/',
  beforeLoad: async ({ context }) => {
    const me = await context.client.ensureQueryData(meQuery);
    const known = places();
    const latest =
      me.organizations.find((each) => each.organizationId === known.latest) ??
      (me.organizations.length === 1 ? me.organizations[0] : undefined);
    redirect({ to: latest === undefined ? '/organizations' : lastPath(latest.organizationId, known), throw: true });
  },
});
const organizations = createRoute({ ...inside, path: '/organizations', component: OrganizationsPage });
const newOrganization = createRoute({ ...inside, path: '/new-organization', component: CreateOrganizationPage });
const formerMember = createRoute({
  ...inside,
  path: '/former-member',
  component: FormerMemberPage,
  validateSearch: z.object({
    of: z.string().max(200).optional().catch(undefined),
    id: z.uuid().optional().catch(undefined),
  }),
});
/** A14: by what an organization is called in addresses; below it the pages that it has by its id. */
const led = async ({ params }: { params: { slug: string; _splat?: string | undefined } }): Promise<void> => {
  const organizationId = await findBySlug(params.slug);
  redirect({ to: `/organizations/${organizationId}/${params._splat ?? ''}`.replace(/\/$/, ''), throw: true });
};
const bySlug = createRoute({ ...inside, path: '/o/$slug', beforeLoad: led });
const belowSlug = createRoute({ ...inside, path: '/o/$slug/$', beforeLoad: led });
const account = createRoute({ ...inside, path: '/account', component: AccountPage });
const organization = createRoute({
  ...inside,
  path: '/organizations/$organizationId',
  component: Frame,
  validateSearch: organizationSearch,
  search: { middlewares: [retainSearchParams(['at'])] },
  loaderDeps: ({ search }) => ({ at: search.at }),
  beforeLoad: ({ params, search }) => {
    const { organizationId } = params;
    lookAt(search.at === undefined ? undefined : { organizationId, at: search.at });
  },
  loader: async ({ context, params }) => {
    await Promise.all([
      context.client.ensureQueryData(organizationQuery(params.organizationId)),
      context.client.ensureQueryData(membershipQuery(params.organizationId)),
    ]);
  },
});
const page = { getParentRoute: () => organization } as const;
/** Pages that are seen with one permission. */
const open = {
  runs: openTo('runs:read', { title: 'Runs', what: 'runs' }, RunsPage),
  bots: openTo('bots:read', { title: 'Bots', what: 'bots' }, BotsPage),
  bot: openTo('bots:read', { title: 'Bot', what: 'bot' }, BotPage),
  calendars: openTo('triggers:read', { title: 'Calendars', what: 'calendars' }, CalendarsPage),
  triggers: openTo('triggers:read', { title: 'Triggers', what: 'triggers' }, TriggersPage),
  trigger: openTo('triggers:read', { title: 'Trigger', what: 'trigger' }, TriggerPage),
  access: openTo('effective_access:read', { title: 'Access', what: 'access of others' }, AccessPage),
  audit: openTo('audit:read', { title: 'Audit log', what: 'audit log' }, AuditPage),
  proofs: openTo('audit:read', { title: 'Proofs', what: 'proofs' }, ProofsPage),
  incident: openTo('audit:read', { title: 'Incident', what: 'audit log' }, IncidentPage),
  apiKeys: openTo('api_keys:read', { title: 'API keys', what: 'API keys' }, ApiKeysPage),
};
const overview = createRoute({ ...page, path: '/', component: OverviewPage, validateSearch: overviewSearch });
const needs = createRoute({ ...page, path: '/needs', component: NeedsPage, validateSearch: needsSearch });
const runs = createRoute({ ...page, path: '/runs', component: open.runs, validateSearch: runsSearch });
const bots = createRoute({ ...page, path: '/bots', component: open.bots, validateSearch: botsSearch });
const bot = createRoute({ ...page, path: '/bots/$botId', component: open.bot, validateSearch: botSearch });
const apps = createRoute({ ...page, path: '/apps', component: AppsPage, validateSearch: appsSearch });
const triggers = createRoute({ ...page, path: '/triggers', component: open.triggers, validateSearch: triggersSearch });
const newTrigger = createRoute({
  ...page,
  path: '/triggers/new',
  component: NewTriggerPage,
  validateSearch: newTriggerSearch,
});
const calendars = createRoute({
  ...page,
  path: '/triggers/calendars',
  component: open.calendars,
  validateSearch: calendarsSearch,
});
const trigger = createRoute({
  ...page,
  path: '/triggers/$triggerId',
  component: open.trigger,
  validateSearch: triggerSearch,
});
const editTrigger = createRoute({ ...page, path: '/triggers/$triggerId/edit', component: EditTriggerPage });
const workspaces = createRoute({
  ...page,
  path: '/workspaces',
  component: WorkspacesPage,
  validateSearch: workspacesSearch,
});
const workspace = createRoute({
  ...page,
  path: '/workspaces/$workspaceId',
  component: WorkspacePage,
  validateSearch: workspaceSearch,
});
const knowledge = createRoute({
  ...page,
  path: '/workspaces/$workspaceId/knowledge',
  component: KnowledgePage,
  validateSearch: knowledgeSearch,
});
const people = createRoute({ ...page, path: '/people', component: PeoplePage, validateSearch: peopleSearch });
const role = createRoute({ ...page, path: '/people/roles/$roleId', component: RolePage, validateSearch: roleSearch });
const inviteListPage = createRoute({ ...page, path: '/people/invite', component: InviteListPage });
const removal = createRoute({ ...page, path: '/people/$personId/remove', component: RemoveMemberPage });
const suspension = createRoute({ ...page, path: '/people/$personId/suspend', component: SuspendMemberPage });
const leaving = createRoute({ ...page, path: '/me/leave', component: LeavePage });
const welcome = createRoute({ ...page, path: '/welcome', component: WelcomePage });
const myProfile = createRoute({ ...page, path: '/me', component: MyProfilePage });
const apiKeys = createRoute({ ...page, path: '/api-keys', component: open.apiKeys, validateSearch: apiKeysSearch });
const settings = createRoute({ ...page, path: '/settings', component: SettingsPage });
const accountInfo = createRoute({ ...page, path: '/settings/account-info', component: AccountInfoPage });
const security = createRoute({ ...page, path: '/settings/security', component: SecurityPage });
const destinations = createRoute({ ...page, path: '/settings/destinations', component: DestinationsPage });
const policies = createRoute({ ...page, path: '/settings/policies', component: PoliciesPage });
const danger = createRoute({ ...page, path: '/settings/danger', component: DangerPage });
const old = Object.entries(oldAddresses).map(([path, now]) =>
  createRoute({
    ...page,
    path,
    beforeLoad: ({ params }) => {
      redirect({ href: `/organizations/${params.organizationId}${now}`, replace: true, throw: true });
    },
  }),
);
const proofs = createRoute({ ...page, path: '/proofs', component: open.proofs, validateSearch: proofsSearch });
const incident = createRoute({
  ...page,
  path: '/audit/incident',
  component: open.incident,
  validateSearch: incidentSearch,
});
const access = createRoute({ ...page, path: '/access', component: open.access, validateSearch: accessSearch });
const audit = createRoute({ ...page, path: '/audit', component: open.audit, validateSearch: auditSearch });

const tree = root.addChildren([
  signIn,
  signUp,
  verify,
  forgot,
  reset,
  invitation,
  share,
  signedIn.addChildren([
    home,
    organizations,
    newOrganization,
    formerMember,
    account,
    bySlug,
    belowSlug,
    organization.addChildren([
      overview,
      needs,
      runs,
      bots,
      bot,
      apps,
      triggers,
      newTrigger,
      calendars,
      trigger,
      editTrigger,
      workspaces,
      workspace,
      knowledge,
      people,
      role,
      inviteListPage,
      removal,
      suspension,
      leaving,
      welcome,
      myProfile,
      apiKeys,
      settings,
      accountInfo,
      policies,
      destinations,
      security,
      danger,
      audit,
      proofs,
      incident,
      access,
      ...old,
    ]),
  ]),
]);

/** The router of the console over the cache that its pages read. */
export const createConsoleRouter = (client: QueryClient) =>
  createRouter({
    routeTree: tree,
    context: { client },
    parseSearch,
    stringifySearch,
    defaultErrorComponent: RouteError,
    defaultNotFoundComponent: NotFound,
    defaultPendingComponent: Pending,
    defaultPendingMs: 150,
    scrollRestoration: true,
  });

export type ConsoleRouter = ReturnType<typeof createConsoleRouter>;

declare module '@tanstack/react-router' {
  interface Register {
    router: ConsoleRouter;
  }
}
