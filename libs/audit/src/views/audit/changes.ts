import { eventDefinitions, type EventType } from '@annals/contracts';

/** What an event gives a thing a new value of. */
interface Sets {
  /** The part of `data` that names the thing; absent: the organization itself. */
  readonly of?: string;
  /** Parts of the event that are values of the thing; one that is left out says that there is none. */
  readonly fields?: readonly string[];
  /** Where each value is one of somebody in the thing: the part of `data` that names them. */
  readonly each?: string;
  /** Parts that are left out stay as they were. */
  readonly partly?: true;
  /** Values that follow from the type. */
  readonly is?: Readonly<Record<string, string>>;
}

const bot = (...fields: readonly string[]): Sets => ({ of: 'botId', fields });
const botIs = (is: Readonly<Record<string, string>>): Sets => ({ of: 'botId', is });
const workspace = (...fields: readonly string[]): Sets => ({ of: 'workspaceId', fields });
const trigger = (...fields: readonly string[]): Sets => ({ of: 'triggerId', fields });
const fires = 'name schedule cron daysOff calendarId source overlap missed missedAtMost pauseAfter'.split(' ');
const member = (...fields: readonly string[]): Sets => ({ of: 'personId', fields });
const memberIs = (status: string): Sets => ({ of: 'personId', is: { status } });
const role = (...fields: readonly string[]): Sets => ({ of: 'roleId', fields });
const inWorkspace: Sets = { of: 'workspaceId', fields: ['role'], each: 'personId' };

/** W10: which events change what. An event that is not here has nothing before and after. */
const changing: { readonly [Type in EventType]?: Sets } = {
  OrganizationCreated: { fields: ['name', 'slug'], is: { status: 'active' } },
  OrganizationRenamed: { fields: ['name'] },
  OrganizationSlugChanged: { fields: ['slug'] },
  OrganizationSuspended: { is: { status: 'paused' } },
  OrganizationReactivated: { is: { status: 'active' } },
  LocaleSet: { fields: ['country', 'timeZone', 'language'], partly: true },
  AccountInfoUpdated: { fields: ['industry', 'size', 'useCase'] },
  OrgPolicyChanged: { fields: Object.keys(eventDefinitions.get('OrgPolicyChanged')?.data.shape ?? {}), partly: true },
  SeatLimitSet: { fields: ['limit'] },
  DefaultRoleSet: { fields: ['role'] },
  BillingAddressSet: {
    fields: ['company', 'street', 'postalCode', 'town', 'region', 'country', 'taxId', 'invoicesTo'],
  },
  WorkspaceCreated: { of: 'workspaceId', fields: ['name'], is: { status: 'active' } },
  WorkspaceRenamed: workspace('name'),
  WorkspaceSettingsChanged: workspace('timeZone', 'inactivityMinutes'),
  WorkspaceLimitsSet: workspace('members'),
  WorkspaceRunRetentionSet: workspace('days'),
  WorkspaceArchived: { of: 'workspaceId', is: { status: 'archived' } },
  WorkspaceRestored: { of: 'workspaceId', is: { status: 'active' } },
  WorkspaceMemberAdded: inWorkspace,
  WorkspaceRoleChanged: inWorkspace,
  WorkspaceMemberRemoved: inWorkspace,
  MemberAdded: { of: 'personId', fields: ['roles', 'accessUntil'], is: { status: 'active' } },
  MemberRolesChanged: member('roles'),
  MemberAccessEndSet: { of: 'personId', fields: ['until'] },
  MemberSuspended: memberIs('suspended'),
  MemberReinstated: memberIs('active'),
  MemberRemoved: memberIs('removed'),
  MemberLeft: memberIs('left'),
  RoleCreated: role('name', 'purpose', 'permissions'),
  RoleRenamed: role('name'),
  RolePurposeChanged: role('purpose'),
  RolePermissionsChanged: role('permissions'),
  RoleRetired: { of: 'roleId', fields: ['replacedBy'], is: { status: 'retired' } },
  PhoneNumberAdded: { of: 'phoneId', fields: ['label'] },
  PhoneNumberRenamed: { of: 'phoneId', fields: ['label'] },
  PhoneNumberAssigned: { of: 'phoneId', fields: ['workspaceId'] },
  DomainAdded: { of: 'domainId', is: { status: 'added' } },
  DomainVerified: { of: 'domainId', is: { status: 'verified' } },
  DomainLost: { of: 'domainId', is: { status: 'lost' } },
  DomainModeSet: { of: 'domainId', fields: ['mode'] },
  BotRegistered: {
    of: 'botId',
    fields: ['name', 'workspaceId', 'ownedBy'],
    is: { status: 'enabled', lock: 'unlocked' },
  },
  BotRenamed: bot('name'),
  BotMoved: bot('workspaceId'),
  BotReassigned: bot('ownedBy'),
  BotDescribed: bot('description'),
  BotConcurrencySet: bot('atOnce'),
  BotRunAsSet: bot('runAs'),
  BotEnabled: botIs({ status: 'enabled' }),
  BotDisabled: botIs({ status: 'disabled' }),
  BotRetired: botIs({ status: 'retired' }),
  BotLocked: botIs({ lock: 'locked' }),
  BotUnlocked: botIs({ lock: 'unlocked' }),
  BotVersionPublished: bot('version'),
  BotVersionRolledBack: { of: 'botId', fields: ['to'] },
  TriggerCreated: { of: 'triggerId', fields: [...fires, 'ownedBy'], is: { status: 'on' } },
  TriggerUpdated: trigger(...fires),
  TriggerEnabled: { of: 'triggerId', is: { status: 'on' } },
  TriggerDisabled: { of: 'triggerId', is: { status: 'off' } },
  TriggerAutoPaused: { of: 'triggerId', is: { status: 'paused' } },
  TriggerReassigned: trigger('ownedBy'),
  CalendarDefined: { of: 'calendarId', fields: ['name', 'weekdays', 'dates'] },
  CalendarChanged: { of: 'calendarId', fields: ['name', 'weekdays', 'dates'] },
  SyncScheduled: { of: 'sourceId', fields: ['every'] },
  KnowledgeSourceAdded: { of: 'sourceId', fields: ['name'] },
  KnowledgeSourceReplaced: { of: 'sourceId', fields: ['name'] },
  ApiKeyIssued: { of: 'keyId', fields: ['name', 'permissions'], is: { status: 'valid' } },
  ApiKeyRevoked: { of: 'keyId', is: { status: 'ended' } },
  AuditDestinationAdded: { of: 'destinationId', is: { status: 'on' } },
  AuditDestinationPaused: { of: 'destinationId', is: { status: 'paused' } },
  AuditDestinationResumed: { of: 'destinationId', is: { status: 'on' } },
  AuditDestinationRemoved: { of: 'destinationId', is: { status: 'removed' } },
};

/** Values that have one name in some events and another in others. */
const alsoCalled: Readonly<Record<string, string>> = { until: 'accessUntil', to: 'version' };

/** A value; without `is` it was erased. */
export interface Value {
  readonly is?: unknown;
}

/** A value that a thing has from here on. */
export interface Change {
  readonly of: string;
  readonly field: string;
  readonly value: Value;
}

/** An event, as far as it says what became of something. `text` is null where it was erased. */
export interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly text: Readonly<Record<string, unknown>> | null;
}

const setsOf: ReadonlyMap<string, Sets> = new Map(Object.entries(changing));

/** What an event changes, with the values that it gives. @param organization whose event it is */
export function changesOf({ type, data, text }: Told, organization: string): readonly Change[] {
  const sets = setsOf.get(type);
  if (sets === undefined) return [];
  const of = sets.of === undefined ? organization : data[sets.of];
  if (typeof of !== 'string') return [];
  const typed = new Set(Object.keys(eventDefinitions.get(type)?.text?.shape ?? {}));
  const given = (sets.fields ?? []).flatMap((field): Change[] => {
    if (typed.has(field) && text === null) return [{ of, field, value: {} }];
    const value = data[field] ?? text?.[field];
    if (value === undefined && sets.partly) return [];
    return [{ of, field: nameOf(field, sets, data), value: { is: value ?? null } }];
  });
  const follow = Object.entries(sets.is ?? {}).map(([field, is]): Change => ({ of, field, value: { is } }));
  return [...given, ...follow];
}

function nameOf(field: string, { each }: Sets, data: Told['data']): string {
  const name = alsoCalled[field] ?? field;
  return each === undefined ? name : `${name} ${String(data[each])}`;
}

/** What things are called, by the event that says it. */
const naming: { readonly [Type in EventType]?: readonly [kind: string, id: string, text: string] } = {
  WorkspaceCreated: ['workspace', 'workspaceId', 'name'],
  WorkspaceRenamed: ['workspace', 'workspaceId', 'name'],
  RoleCreated: ['role', 'roleId', 'name'],
  RoleRenamed: ['role', 'roleId', 'name'],
  PhoneNumberAdded: ['phone', 'phoneId', 'number'],
  DomainAdded: ['domain', 'domainId', 'domain'],
  BotRegistered: ['bot', 'botId', 'name'],
  BotRenamed: ['bot', 'botId', 'name'],
  TriggerCreated: ['trigger', 'triggerId', 'name'],
  TriggerUpdated: ['trigger', 'triggerId', 'name'],
  CalendarDefined: ['calendar', 'calendarId', 'name'],
  CalendarChanged: ['calendar', 'calendarId', 'name'],
  KnowledgeSourceAdded: ['source', 'sourceId', 'name'],
  KnowledgeSourceReplaced: ['source', 'sourceId', 'name'],
  ApiKeyIssued: ['key', 'keyId', 'name'],
  AuditDestinationAdded: ['destination', 'destinationId', 'name'],
};
const namesOf: ReadonlyMap<string, readonly [kind: string, id: string, text: string]> = new Map(Object.entries(naming));

/** What a thing is called from here on; null once that was erased. */
export interface Named {
  readonly kind: string;
  readonly id: string;
  readonly label: string | null;
}

export function namedIn({ type, data, text }: Told): Named | undefined {
  const [kind = '', part = '', said = ''] = namesOf.get(type) ?? [];
  const id = data[part];
  if (typeof id !== 'string') return undefined;
  const label = text?.[said];
  return { kind, id, label: typeof label === 'string' ? label : null };
}
