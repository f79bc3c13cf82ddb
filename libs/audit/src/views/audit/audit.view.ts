import { eventDefinitions } from '@annals/contracts';
import { Erased, parseStreamName } from '@annals/kernel';
import { json, log, personal, reasonOf, rows, shown, view, type OwnedEvent } from '@annals/views';

/** What a thing is called from here on. */
const thing = (organization_id: string, kind: string, { id, label }: { id: string; label: string | null }) => ({
  organization_id,
  kind,
  thing_id: id,
  label,
});

/**
 * The audit log: every event of an organization by its sequence, and what the things in it are called now.
 * Labels are rows of their own, joined when somebody reads; what identifies people is in personal columns, there and in
 * the entries: null once their key is gone and the view was built again.
 */
export const audit = view({
  name: 'audit',
  version: 13,
  sequence: true,
  tables: {
    entries: log({
      key: ['organization_id', 'sequence'],
      columns: {
        organization_id: 'uuid',
        sequence: 'int8',
        at: 'instant',
        type: 'text',
        area: 'text',
        actor: 'text',
        data: json<Readonly<Record<string, unknown>>>(),
        text: 'json?',
        person_id: 'uuid?',
        email: personal('person_id'),
        alias: personal('person_id'),
        ip: personal('person_id'),
        user_agent: personal('person_id'),
        reason: 'text?',
        permission: 'text?',
        grants: 'text?',
        session: 'text?',
        command: 'text',
        correlation_id: 'text',
        causation_id: 'text',
        stream: 'text',
        revision: 'int8',
        position: 'text',
      },
    }),
    members: rows({
      key: ['organization_id', 'person_id'],
      columns: { organization_id: 'uuid', person_id: 'uuid', user_id: 'uuid', alias: personal('person_id') },
    }),
    invitations: rows({
      key: ['organization_id', 'invitation_id'],
      columns: {
        organization_id: 'uuid',
        invitation_id: 'uuid',
        person_id: 'uuid',
        invited_by: 'uuid',
        email: personal('person_id'),
      },
    }),
    /** Who asked to belong: by the address that they were known to have, not by what they called themselves. */
    askers: rows({
      key: ['organization_id', 'request_id'],
      columns: {
        organization_id: 'uuid',
        request_id: 'uuid',
        person_id: 'uuid',
        user_id: 'uuid',
        email: personal('person_id'),
      },
    }),
    things: rows({
      key: ['organization_id', 'kind', 'thing_id'],
      columns: { organization_id: 'uuid', kind: 'text', thing_id: 'uuid', label: 'text?' },
    }),
  },
  indexes: {
    entries: [
      ['organization_id', 'type', 'sequence'],
      ['organization_id', 'actor', 'sequence'],
    ],
    members: [['organization_id', 'user_id']],
    invitations: [['organization_id', 'person_id']],
    askers: [
      ['organization_id', 'person_id'],
      ['organization_id', 'user_id'],
    ],
  },
  on: {
    MemberAdded: (t, e) =>
      t.members.put({
        organization_id: e.organization,
        person_id: e.data.personId,
        user_id: e.data.userId,
        alias: shown(e.personal, 'alias'),
      }),
    MemberProfileUpdated: (t, e) =>
      t.members.patch([e.organization, e.data.personId], { alias: shown(e.personal, 'alias') }),
    MemberInvited: (t, e) =>
      t.invitations.put({
        organization_id: e.organization,
        invitation_id: e.data.invitationId,
        person_id: e.data.personId,
        invited_by: e.data.invitedBy,
        email: shown(e.personal, 'email'),
      }),
    JoinRequested: (t, e) =>
      t.askers.put({
        organization_id: e.organization,
        request_id: e.data.requestId,
        person_id: e.data.personId,
        user_id: e.data.userId,
        email: shown(e.personal, 'email'),
      }),
    InvitationResent: (t, e) =>
      t.invitations.patch([e.organization, e.data.invitationId], { invited_by: e.data.invitedBy }),
    WorkspaceCreated: (t, e) =>
      t.things.put(thing(e.organization, 'workspace', { id: e.data.workspaceId, label: shown(e.text, 'name') })),
    WorkspaceRenamed: (t, e) =>
      t.things.put(thing(e.organization, 'workspace', { id: e.data.workspaceId, label: shown(e.text, 'name') })),
    RoleCreated: (t, e) =>
      t.things.put(thing(e.organization, 'role', { id: e.data.roleId, label: shown(e.text, 'name') })),
    RoleRenamed: (t, e) =>
      t.things.put(thing(e.organization, 'role', { id: e.data.roleId, label: shown(e.text, 'name') })),
    PhoneNumberAdded: (t, e) =>
      t.things.put(thing(e.organization, 'phone', { id: e.data.phoneId, label: shown(e.text, 'number') })),
    DomainAdded: (t, e) =>
      t.things.put(thing(e.organization, 'domain', { id: e.data.domainId, label: shown(e.text, 'domain') })),
    BotRegistered: (t, e) =>
      t.things.put(thing(e.organization, 'bot', { id: e.data.botId, label: shown(e.text, 'name') })),
    TriggerCreated: (t, e) =>
      t.things.put(thing(e.organization, 'trigger', { id: e.data.triggerId, label: shown(e.text, 'name') })),
    TriggerUpdated: (t, e) =>
      t.things.put(thing(e.organization, 'trigger', { id: e.data.triggerId, label: shown(e.text, 'name') })),
    CalendarDefined: (t, e) =>
      t.things.put(thing(e.organization, 'calendar', { id: e.data.calendarId, label: shown(e.text, 'name') })),
    CalendarChanged: (t, e) =>
      t.things.put(thing(e.organization, 'calendar', { id: e.data.calendarId, label: shown(e.text, 'name') })),
    KnowledgeSourceAdded: (t, e) =>
      t.things.put(thing(e.organization, 'source', { id: e.data.sourceId, label: shown(e.text, 'name') })),
    KnowledgeSourceReplaced: (t, e) =>
      t.things.put(thing(e.organization, 'source', { id: e.data.sourceId, label: shown(e.text, 'name') })),
    BotRenamed: (t, e) =>
      t.things.put(thing(e.organization, 'bot', { id: e.data.botId, label: shown(e.text, 'name') })),
    ApiKeyIssued: (t, e) =>
      t.things.put(thing(e.organization, 'key', { id: e.data.keyId, label: shown(e.text, 'name') })),
  },
  every: (t, e) => {
    if (e.organization === undefined) return; // an account's own events are in no organization's log
    const { meta } = e;
    t.entries.put({
      organization_id: e.organization,
      sequence: e.sequence,
      at: e.at,
      type: e.type,
      area: areaOf(e.stream),
      actor: meta.actor,
      data: { ...e.data },
      text: part(e.text),
      ...person(e),
      reason: reasonOf(e),
      permission: meta.permission ?? null,
      grants: meta.grants ?? null,
      session: meta.session ?? null,
      command: meta.command,
      correlation_id: meta.correlationId,
      causation_id: meta.causationId,
      stream: e.stream,
      revision: e.revision,
      position: String(e.position.commit),
    });
  },
});

/** Where people look for it: what a bot does is found with the bots, whatever stream holds it. */
const areas: ReadonlyMap<string, string> = new Map([
  ['presence', 'fleet'],
  ['bulk', 'run'],
  ['denials', 'access'],
]);

function areaOf(stream: string): string {
  const { category } = parseStreamName(stream);
  return areas.get(category) ?? category;
}

function part(sealed: object | Erased | undefined): object | null {
  return sealed === undefined || sealed instanceof Erased ? null : sealed;
}

/** Whom the event tells about, and what it says that identifies them. */
function person({ type, data, personal: sealed }: OwnedEvent): {
  person_id: string | null;
  email: string | null;
  alias: string | null;
  ip: string | null;
  user_agent: string | null;
} {
  const of = eventDefinitions.get(type)?.of;
  const told = new Map<string, unknown>(Object.entries(part(sealed) ?? {}));
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    person_id: of === undefined ? null : text(new Map<string, unknown>(Object.entries(data)).get(of)),
    email: text(told.get('email')),
    alias: text(told.get('alias')),
    ip: text(told.get('ip')),
    user_agent: text(told.get('userAgent')),
  };
}
