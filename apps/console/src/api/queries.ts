import type { Permission } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import {
  readBot,
  previewBulkAction,
  readBulkAction,
  readBulkActions,
  readBots,
  readEveryBot,
  readOverview,
  readRun,
  readRunFigures,
  readRunFilters,
  readRunLog,
  readRunPayload,
  readRuns,
} from './automation';
import { type KeysOf, readKeys, readMe, readOrganizationQuota } from './identity';
import {
  readAccess,
  readAudit,
  readAuditEntry,
  readIncident,
  readAuditFilters,
  readBelongings,
  readInvitations,
  readMembers,
  readMyBelongings,
  readMembership,
  readOrganization,
  readOwnershipOffer,
  readRoles,
} from './organization';

/**
 * Every read of the console by name. Keys begin with ['me'] or ['org', id], so that a change of an organization
 * refreshes all of it.
 */
type Query = Record<string, string | number | undefined>;

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: ({ signal }) => readMe(signal) });
/** How many organizations the reader made and may make. */
export const organizationQuotaQuery = queryOptions({
  queryKey: ['me', 'organization-quota'],
  queryFn: ({ signal }) => readOrganizationQuota(signal),
});
export const organizationQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'organization'], queryFn: ({ signal }) => readOrganization(id, signal) });
export const membershipQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'membership'], queryFn: ({ signal }) => readMembership(id, signal) });
export const belongingsQuery = (id: string, personId: string) =>
  queryOptions({
    queryKey: ['org', id, 'belongings', personId],
    queryFn: ({ signal }) => readBelongings(id, personId, signal),
  });
export const myBelongingsQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'belongings', 'mine'], queryFn: ({ signal }) => readMyBelongings(id, signal) });
export const ownershipOfferQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'ownership-offer'], queryFn: ({ signal }) => readOwnershipOffer(id, signal) });
export const membersQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['org', id, 'members', query],
    queryFn: ({ signal }) => readMembers(id, query, signal),
    placeholderData: keepPreviousData,
  });
export const invitationsQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['org', id, 'invitations', query],
    queryFn: ({ signal }) => readInvitations(id, query, signal),
    placeholderData: keepPreviousData,
  });
export const rolesQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'roles'], queryFn: ({ signal }) => readRoles(id, signal) });
/** Who may do something. */
export const accessQuery = (id: string, permission: Permission) =>
  queryOptions({
    queryKey: ['org', id, 'access', permission],
    queryFn: ({ signal }) => readAccess(id, permission, signal),
  });
export const botsQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['org', id, 'bots', query],
    queryFn: ({ signal }) => readBots(id, query, signal),
    placeholderData: keepPreviousData,
  });
export const botQuery = (id: string, botId: string) =>
  queryOptions({ queryKey: ['org', id, 'bot', botId], queryFn: ({ signal }) => readBot(id, botId, signal) });
/** To choose one of them. */
export const everyBotQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'every-bot'], queryFn: ({ signal }) => readEveryBot(id, signal) });
export const keysQuery = (owner: KeysOf, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['org', owner.organizationId, 'keys', owner.botId ?? '', cursor ?? ''],
    queryFn: ({ signal }) => readKeys(owner, { cursor, limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });
export const runsQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['org', id, 'runs', query],
    queryFn: ({ signal }) => readRuns(id, query, signal),
    placeholderData: keepPreviousData,
  });
/** Figures of what matches: counted anew every ten seconds, not with every run that moves. */
export const runFiguresQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['run-figures', id, query],
    queryFn: ({ signal }) => readRunFigures(id, query, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
/** What would be done to many runs: looked at once, and again where somebody asks for it. */
export const bulkPreviewQuery = (id: string, asked: Parameters<typeof previewBulkAction>[1]) =>
  queryOptions({
    queryKey: ['bulk-preview', id, asked],
    queryFn: () => previewBulkAction(id, asked, crypto.randomUUID()),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnMount: 'always',
  });
/** What was done to many runs; while one of it goes on it is looked at every second. */
export const bulkActionsQuery = (id: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['org', id, 'bulk-actions', cursor ?? ''],
    queryFn: ({ signal }) => readBulkActions(id, { cursor, limit: 20 }, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.items.some(({ endedAt }) => endedAt === null) ? 1_000 : false),
  });
/** How far a bulk action is: looked at every second until it is through. */
export const bulkActionQuery = (id: string, bulkId: string) =>
  queryOptions({
    queryKey: ['org', id, 'bulk-action', bulkId],
    queryFn: ({ signal }) => readBulkAction(id, bulkId, signal),
    refetchInterval: ({ state }) => (state.data?.endedAt == null ? 1_000 : false),
  });
export const runFiltersQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'run-filters'], queryFn: ({ signal }) => readRunFilters(id, signal) });
export const runQuery = (id: string, runId: string) =>
  queryOptions({ queryKey: ['org', id, 'run', runId], queryFn: ({ signal }) => readRun(id, runId, signal) });
export const runPayloadQuery = (id: string, runId: string) =>
  queryOptions({
    queryKey: ['org', id, 'run', runId, 'payload'],
    queryFn: ({ signal }) => readRunPayload(id, runId, signal),
  });
export const runLogQuery = (id: string, runId: string) =>
  queryOptions({ queryKey: ['org', id, 'run', runId, 'log'], queryFn: ({ signal }) => readRunLog(id, runId, signal) });
export const overviewQuery = (id: string, days: number) =>
  queryOptions({
    queryKey: ['org', id, 'overview', days],
    queryFn: ({ signal }) => readOverview(id, days, signal),
    placeholderData: keepPreviousData,
  });
export const auditQuery = (id: string, query: Query) =>
  queryOptions({
    queryKey: ['org', id, 'audit', query],
    queryFn: ({ signal }) => readAudit(id, query, signal),
    placeholderData: keepPreviousData,
  });
export const incidentQuery = (id: string, query: Query) =>
  queryOptions({ queryKey: ['org', id, 'incident', query], queryFn: ({ signal }) => readIncident(id, query, signal) });
export const auditFiltersQuery = (id: string) =>
  queryOptions({ queryKey: ['org', id, 'audit-filters'], queryFn: ({ signal }) => readAuditFilters(id, signal) });
export const auditEntryQuery = (id: string, sequence: number) =>
  queryOptions({
    queryKey: ['org', id, 'entry', sequence],
    queryFn: ({ signal }) => readAuditEntry(id, sequence, signal),
  });
