import {
  askedRole,
  auditArea,
  auditOutcome,
  fireFate,
  id,
  memberStatus,
  permission,
  runSource,
  runStatus,
  searchedText,
  sourceState,
  timelineKind,
  triggerKind,
  triggerState,
  workspaceStatus,
} from '@annals/contracts';
import { z } from 'zod';

/**
 * What each page keeps in its URL: filters, page, open row, open dialog. Values that are not of the form are left out,
 * never an error.
 */
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);
const text = optional(z.string().max(80));
const cursor = optional(z.string().max(400));
const row = optional(id);

/** How far back a list looks. */
export const range = z.enum(['24h', '7d', '30d']);
export type Range = z.output<typeof range>;
export const rangeWords: Readonly<Record<Range, string>> = {
  '24h': 'last 24 hours',
  '7d': 'last 7 days',
  '30d': 'last 30 days',
};
/** The ranges as choices of a filter. */
export const ranges = range.options.map((value) => ({ value, label: rangeWords[value] }));
const hours: Readonly<Record<Range, number>> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** The first instant of a range, to the minute, so that the same page asks the same question. */
export function since(of: Range, now: number): string {
  const minute = Math.floor(now / 60_000) * 60_000;
  return new Date(minute - hours[of] * 3_600_000).toISOString();
}

/** On every page of an organization: as of when it is looked at. */
export const organizationSearch = z.object({ at: optional(z.string().max(40)) });
export const overviewSearch = z.object({ days: optional(z.enum(['90'])) });
export const needsSearch = z.object({ cursor });
export const runsSearch = z.object({
  search: optional(searchedText),
  time: optional(range),
  from: optional(z.iso.datetime()),
  to: optional(z.iso.datetime()),
  workspace: row,
  bot: row,
  actor: optional(z.string().max(60)),
  outcome: optional(runStatus),
  source: optional(runSource),
  trigger: row,
  cursor,
  row,
  new: optional(z.enum(['run', 'stop', 'bulk'])),
});
export const botStatusSearch = z.enum(['error', 'offline', 'busy', 'idle', 'disabled']);
export const botsSearch = z.object({
  search: text,
  status: optional(botStatusSearch),
  kind: optional(z.enum(['rpa', 'chat_agent'])),
  cursor,
  row,
  new: optional(z.literal('bot')),
});
/** `new`: the dialog that is open; `to`: the version that it is about. */
export const botSearch = z.object({
  kind: optional(timelineKind),
  cursor,
  new: optional(z.enum(['version', 'back', 'retire', 'disable', 'share', 'link', 'copy', 'run-as'])),
  to: optional(z.coerce.number().int().min(1)),
});
/** `ask`: the app for which the reader is about to ask. */
export const appsSearch = z.object({ search: text, cursor, ask: row });
export const triggersSearch = z.object({
  search: text,
  state: optional(triggerState),
  kind: optional(triggerKind),
  bot: row,
  cursor,
});
export const triggerSearch = z.object({ tab: optional(fireFate), cursor });
export const calendarsSearch = z.object({ new: optional(z.literal('calendar')) });
export const newTriggerSearch = z.object({ bot: row });
/** Archived ones are shown only where they are asked for. */
export const workspacesSearch = z.object({
  search: text,
  status: optional(z.enum([...workspaceStatus.options, 'all'])),
  person: row,
  cursor,
  new: optional(z.enum(['workspace', 'choice'])),
});
export const workspaceSearch = z.object({ search: text, cursor, new: optional(z.literal('person')) });
export const knowledgeSearch = z.object({
  search: text,
  state: optional(sourceState),
  bot: row,
  cursor,
  row,
  new: optional(z.literal('source')),
});
export const peopleSearch = z.object({
  tab: optional(z.enum(['external', 'invitations', 'requests', 'roles'])),
  search: text,
  role: optional(askedRole),
  /** Of permissions, in the matrix of roles. */
  area: text,
  view: optional(z.literal('list')),
  may: optional(permission),
  status: optional(memberStatus),
  cursor,
  row,
  new: optional(z.literal('invitation')),
});
/** A new role begins as a copy of another one. */
export const roleSearch = z.object({ from: optional(askedRole) });
export const apiKeysSearch = z.object({ cursor, new: optional(z.literal('key')) });
export const proofsSearch = z.object({ cursor });
/** `on`: the instant that the question is about; absent: now. */
export const accessSearch = z.object({
  tab: optional(z.literal('who')),
  person: row,
  may: optional(permission),
  workspace: row,
  on: optional(z.iso.datetime()),
  cursor,
});
export const auditSearch = z.object({
  search: optional(searchedText),
  time: optional(range),
  from: optional(z.iso.datetime()),
  to: optional(z.iso.datetime()),
  session: row,
  routine: optional(z.literal('shown')),
  area: optional(auditArea),
  type: optional(z.string().max(60)),
  actor: optional(z.string().max(60)),
  outcome: optional(auditOutcome),
  cursor,
  row: optional(z.coerce.number().int().min(1)),
});
/** Of whom or which session, and when. */
export const incidentSearch = auditSearch.pick({
  actor: true,
  session: true,
  time: true,
  from: true,
  to: true,
  cursor: true,
  row: true,
});
