import { z } from 'zod';
import {
  actor,
  askedActor,
  id,
  instant,
  page,
  paged,
  personal,
  position,
  queryInstant,
  searchedText,
  word,
} from '../words';

/** What a command was about, by the parameter of its route that names it. */
export const targetKind = z.enum([
  'organization',
  'workspace',
  'person',
  'invitation',
  'request',
  'access_request',
  'link',
  'bot',
  'run',
  'trigger',
  'source',
  'calendar',
  'bulk',
  'key',
  'phone',
  'role',
  'domain',
  'destination',
  'erasure',
  'hold',
]);
export type TargetKind = z.output<typeof targetKind>;

/**
 * One piece of a sentence: plain words, or a thing with its label (people by alias; `null` = erased) and its id, so
 * that a screen can link it.
 */
export const SentencePart = z.union([
  z.object({ text: z.string() }),
  z.object({
    kind: word<string>([
      'person',
      'account',
      'bot',
      'run',
      'trigger',
      'source',
      'calendar',
      'key',
      'invitation',
      'request',
      'workspace',
      'role',
      'phone',
      'domain',
      'destination',
      'organization',
    ]),
    id: z.string(),
    label: personal,
  }),
]);
export const AuditParams = z.object({ organizationId: id, sequence: z.coerce.number().int().min(1) });
/** Where people look for an entry. */
export const auditArea = z.enum([
  'organization',
  'fleet',
  'run',
  'knowledge',
  'keys',
  'access',
  'billing',
  'security',
  'oversight',
]);
/** Whether what somebody asked for was done. */
export const auditOutcome = z.enum(['allowed', 'denied']);
/** GET …/audit, newest first; GET …/audit/{sequence} */
export const ListAudit = z.strictObject({
  ...page,
  area: auditArea.optional(),
  type: z.string().max(60).optional(),
  actor: askedActor.optional(),
  /** Refused commands are entries too. */
  outcome: auditOutcome.optional(),
  /** What was done in one session. */
  session: id.optional(),
  from: queryInstant.optional(),
  to: queryInstant.optional(),
  /** A text in sentences, in what people typed and in the names that things have or had. */
  search: searchedText.optional(),
  /** Whether what machines do all the time is left out, and counted between the others. */
  routine: z.enum(['shown', 'folded']).default('shown'),
});
/** A value of something, as people read it, before and after; null for none. */
export const AuditChange = z.object({
  field: z.string(),
  /** Whose value it is, where a thing has one for each of several people. */
  of: z.string().nullable(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export const AuditEntry = z
  .object({
    sequence: z.int(),
    at: instant,
    type: z.string(),
    area: z.string(),
    actor: actor.extend({ label: personal }),
    sentence: z.array(SentencePart),
    /** Refused commands are entries too. */
    outcome: auditOutcome,
    /** Why, in the actor's words; null where none was given or it was erased. */
    reason: personal,
    /** What is another one than it was. */
    changes: z.array(AuditChange).max(40),
    /** Whether it is one of those that machines make all the time. */
    routine: z.boolean(),
  })
  .meta({ id: 'AuditEntry' });
/** The details: the event's parts as far as the reader may see them, and where it is stored. */
export const AuditEntryDetails = AuditEntry.extend({
  data: z.record(z.string(), z.unknown()),
  personal: z.record(z.string(), personal).nullable(),
  text: z.record(z.string(), z.string()).nullable(),
  permission: z.string().nullable(),
  grants: z.string().nullable(),
  /** For whom the actor did it. */
  onBehalfOf: actor.extend({ label: personal }).nullable(),
  /** What the organization's own roles in it were called then, by their ids: those in `data` and in `grants`. */
  roleNames: z.record(id, z.string()),
  session: z.string().nullable(),
  command: z.string(),
  correlationId: z.string(),
  causationId: z.string(),
  stream: z.string(),
  revision: z.int(),
  position,
}).meta({ id: 'AuditEntryDetails' });
/** GET …/audit/{sequence}: also where the request came from; null where none did, or where it was erased. */
export const OneAuditEntry = AuditEntryDetails.extend({
  origin: z.object({ ip: z.string(), userAgent: z.string() }).nullable(),
}).meta({ id: 'OneAuditEntry' });
export const AuditPage = z
  .object({
    ...paged(AuditEntry),
    /** How many match; null where counting them would take as long as reading them. */
    total: z.int().nullable(),
    /**
     * What is left out where routine is folded: so many entries (50: or more) below the one of that number, or above
     * all. With `cursor` and `routine=shown` they are read, up to the next entry that is here.
     */
    folded: z.array(z.object({ below: z.int().nullable(), entries: z.int(), cursor: z.string().nullable() })).max(201),
  })
  .meta({ id: 'AuditPage' });

/**
 * GET …/audit/filters: what the log of this organization can be filtered by: what occurs in it, nothing else. People
 * who left are among the actors, which come page by page; `value` is what the filter `actor` takes.
 */
export const ReadAuditFilters = z.strictObject({ ...page });
export const MOST_TYPES = 500;
export const AuditFilters = z
  .object({
    types: z.array(z.object({ type: z.string(), area: z.string() })).max(MOST_TYPES),
    outcomes: z.array(auditOutcome),
    actors: z.array(actor.extend({ value: z.string(), label: personal })),
    next: paged(actor).next,
  })
  .meta({ id: 'AuditFilters' });

/** GET …/live and /api/v1/me/live (server-sent events): a view moved; fetch again. */
export const ViewMoved = z.object({ view: z.string(), position }).meta({ id: 'ViewMoved' });
