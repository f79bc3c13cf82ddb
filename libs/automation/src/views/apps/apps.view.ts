import { policyHandlers, policyRows } from '@annals/platform';
import { personal, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

const requests = rows({
  key: ['organization_id', 'access_request_id'],
  columns: {
    organization_id: 'uuid',
    access_request_id: 'uuid',
    bot_id: 'uuid',
    person_id: 'uuid',
    level: 'text',
    note: 'text?',
    asked_at: 'instant',
    expires_at: 'instant',
    sequence: 'int8',
  },
});
const links = rows({
  key: ['organization_id', 'link_id'],
  columns: {
    organization_id: 'uuid',
    link_id: 'uuid',
    bot_id: 'uuid',
    by_id: 'uuid',
    level: 'text',
    until: 'instant',
    uses: 'int8?',
    made_at: 'instant',
    sequence: 'int8',
  },
});
type Answered = ViewEvent<'AppAccessApproved' | 'AppAccessDenied' | 'AppAccessWithdrawn' | 'AppAccessExpired'>;
const answered = (t: { readonly requests: Writer<typeof requests> }, { organization, data }: Answered): void =>
  t.requests.remove([organization, data.accessRequestId]);

/**
 * X11, P28: apps by name and owner, with whom each is shared and by which links, and who asks for access. Of a person
 * and a bot the newest grant is here, and goes when it is taken away or its end is told; what has ended before that, or
 * with the grant that it was given under, say queries.
 */
export const apps = view({
  name: 'apps',
  version: 4,
  sequence: true,
  tables: {
    bots: rows({
      key: ['organization_id', 'bot_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        workspace_id: 'uuid',
        name: 'text?',
        kind: 'text',
        owner_id: 'uuid?',
      },
    }),
    people: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', alias: personal('person_id') },
    }),
    grants: rows({
      key: ['organization_id', 'bot_id', 'person_id'],
      columns: {
        organization_id: 'uuid',
        bot_id: 'uuid',
        person_id: 'uuid',
        membership: 'int8',
        grant_id: 'uuid',
        level: 'text',
        until: 'instant?',
        under_id: 'uuid?',
        under_membership: 'int8?',
        granted_at: 'instant',
        sequence: 'int8',
      },
    }),
    requests,
    links,
    policies: policyRows,
  },
  indexes: { grants: [['organization_id', 'person_id']], links: [['organization_id', 'bot_id', 'sequence']] },
  on: {
    ...policyHandlers,
    BotRegistered: (t, e) =>
      t.bots.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        workspace_id: e.data.workspaceId,
        name: shown(e.text, 'name'),
        kind: e.data.kind,
        owner_id: e.data.ownedBy?.personId ?? null,
      }),
    BotRenamed: (t, e) => t.bots.patch([e.organization, e.data.botId], { name: shown(e.text, 'name') }),
    BotMoved: (t, e) => t.bots.patch([e.organization, e.data.botId], { workspace_id: e.data.workspaceId }),
    BotReassigned: (t, e) =>
      t.bots.patch([e.organization, e.data.botId], { owner_id: e.data.ownedBy?.personId ?? null }),
    BotRetired: (t, e) => t.bots.remove([e.organization, e.data.botId]),
    MemberAdded: (t, e) =>
      t.people.put({ organization_id: e.organization, person_id: e.data.personId, alias: shown(e.personal, 'alias') }),
    MemberProfileUpdated: (t, e) =>
      t.people.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    AppShared: (t, e) =>
      t.grants.put({
        organization_id: e.organization,
        bot_id: e.data.botId,
        person_id: e.data.to.personId,
        membership: e.data.to.membership,
        grant_id: e.data.grantId,
        level: e.data.level,
        until: e.data.until ?? null,
        under_id: e.data.under?.personId ?? null,
        under_membership: e.data.under?.membership ?? null,
        granted_at: e.at,
        sequence: e.sequence,
      }),
    AppGrantRevoked: (t, e) => t.grants.remove([e.organization, e.data.botId, e.data.personId]),
    AppGrantExpired: (t, e) => t.grants.remove([e.organization, e.data.botId, e.data.personId]),
    ShareLinkMade: (t, e) =>
      t.links.put({
        organization_id: e.organization,
        link_id: e.data.linkId,
        bot_id: e.data.botId,
        by_id: e.data.by.personId,
        level: e.data.level,
        until: e.data.until,
        uses: e.data.uses ?? null,
        made_at: e.at,
        sequence: e.sequence,
      }),
    ShareLinkRevoked: (t, e) => t.links.remove([e.organization, e.data.linkId]),
    ShareLinkExpired: (t, e) => t.links.remove([e.organization, e.data.linkId]),
    AppAccessRequested: (t, e) =>
      t.requests.put({
        organization_id: e.organization,
        access_request_id: e.data.accessRequestId,
        bot_id: e.data.botId,
        person_id: e.data.by.personId,
        level: e.data.level,
        note: shown(e.text, 'note') ?? null,
        asked_at: e.at,
        expires_at: e.data.expiresAt,
        sequence: e.sequence,
      }),
    AppAccessApproved: answered,
    AppAccessDenied: answered,
    AppAccessWithdrawn: answered,
    AppAccessExpired: answered,
  },
});
