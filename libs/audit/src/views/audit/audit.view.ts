import { eventDefinitions } from '@annals/contracts';
import { Erased, parseStreamName } from '@annals/kernel';
import { json, log, personal, reasonOf, rows, shown, view, type OwnedEvent, type ViewEvent } from '@annals/views';
import { changesOf, namedIn, type Value } from './changes';
import { mentionsIn, wordsOf } from './mentions';
import { isRoutine } from './routine';

/**
 * The audit log: every event of an organization by its sequence; what was said in it, and by what names things went when
 * it happened. Names are rows of their own, joined when somebody reads; what identifies people is in personal columns,
 * there and in the entries: null once their key is gone.
 */
export const audit = view({
  name: 'audit',
  version: 16,
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
        /** Null for what is folded. */
        notable: 'bool?',
        /** What is looked through for a text. */
        words: 'text?',
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
        on_behalf_of: 'text?',
        session: 'text?',
        command: 'text',
        correlation_id: 'text',
        causation_id: 'text',
        stream: 'text',
        revision: 'int8',
        position: 'text',
      },
    }),
    /** Which things an entry names: what is looked for by their names. */
    mentions: log({
      key: ['organization_id', 'thing_id', 'type', 'at', 'sequence'],
      columns: { organization_id: 'uuid', thing_id: 'uuid', type: 'text', at: 'instant', sequence: 'int8' },
    }),
    /** What things were called from an entry on. */
    names: log({
      key: ['organization_id', 'thing_id', 'sequence'],
      columns: { organization_id: 'uuid', thing_id: 'uuid', sequence: 'int8', kind: 'text', label: 'text?' },
    }),
    /** What people called themselves from an entry on. */
    aliases: log({
      key: ['organization_id', 'person_id', 'sequence'],
      columns: {
        organization_id: 'uuid',
        person_id: 'uuid',
        sequence: 'int8',
        user_id: 'uuid',
        alias: personal('person_id'),
      },
    }),
    /** The values of things from an entry on: what there was before a change. */
    values: log({
      key: ['organization_id', 'thing_id', 'field', 'sequence'],
      columns: { organization_id: 'uuid', thing_id: 'uuid', field: 'text', sequence: 'int8', value: json<Value>() },
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
  },
  indexes: {
    entries: [
      ['organization_id', 'at', 'sequence'],
      ['organization_id', 'type', 'at', 'sequence'],
      ['organization_id', 'actor', 'type', 'at', 'sequence'],
      { columns: ['organization_id', 'at', 'sequence'], known: 'notable' },
      { columns: ['organization_id', 'type', 'at', 'sequence'], known: 'notable' },
      { columns: ['organization_id', 'session', 'at', 'sequence'], known: 'session' },
    ],
    aliases: [['organization_id', 'user_id', 'sequence']],
    invitations: [['organization_id', 'person_id']],
    askers: [
      ['organization_id', 'person_id'],
      ['organization_id', 'user_id'],
    ],
  },
  searched: { entries: 'words' },
  on: {
    MemberAdded: (t, e) => t.aliases.put(aliasOf(e)),
    MemberProfileUpdated: (t, e) => t.aliases.put(aliasOf(e)),
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
  },
  every: (t, e) => {
    if (e.organization === undefined) return; // an account's own events are in no organization's log
    const { meta, sequence, at } = e;
    const of = { organization_id: e.organization };
    const told = { type: e.type, data: { ...e.data }, text: part(e.text) };
    const reason = reasonOf(e);
    t.entries.put({
      ...of,
      sequence,
      at,
      type: e.type,
      area: areaOf(e.stream),
      actor: meta.actor,
      notable: isRoutine(e.type, meta.actor) ? null : true,
      words: wordsOf(told, meta.actor, reason),
      data: told.data,
      text: told.text,
      ...person(e),
      reason,
      permission: meta.permission ?? null,
      grants: meta.grants ?? null,
      on_behalf_of: meta.onBehalfOf ?? null,
      session: meta.session ?? null,
      command: meta.command,
      correlation_id: meta.correlationId,
      causation_id: meta.causationId,
      stream: e.stream,
      revision: e.revision,
      position: String(e.position.commit),
    });
    for (const thing_id of mentionsIn(e.data)) t.mentions.put({ ...of, thing_id, type: e.type, at, sequence });
    for (const { of: thing_id, field, value } of changesOf(told, e.organization))
      t.values.put({ ...of, thing_id, field, sequence, value });
    const named = namedIn(told);
    if (named) t.names.put({ ...of, thing_id: named.id, sequence, kind: named.kind, label: named.label });
  },
});

const aliasOf = (e: ViewEvent<'MemberAdded' | 'MemberProfileUpdated'>) => ({
  organization_id: e.organization,
  person_id: e.data.personId,
  sequence: e.sequence,
  user_id: e.data.userId,
  alias: shown(e.personal, 'alias'),
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

function part(sealed: object | Erased | undefined): Readonly<Record<string, unknown>> | null {
  return sealed === undefined || sealed instanceof Erased ? null : { ...sealed };
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
