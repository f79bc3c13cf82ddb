import {
  type AcceptInvitation,
  AuditEntryDetails,
  AuditFilters,
  AuditPage,
  type ChangeMemberRoles,
  InvitationAcceptance,
  InvitationEffect,
  InvitationPreview,
  Invitations,
  type InviteMember,
  MemberEffect,
  Members,
  MyMembership,
  Organization,
  OrganizationEffect,
  type RenameOrganization,
  type WithReason,
} from '@annals/contracts';
import type { z } from 'zod';
import { command, read } from './client';

const of = (organizationId: string) => `/organizations/${organizationId}`;

export const readOrganization = (id: string, signal?: AbortSignal) => read(of(id), Organization, { scope: id, signal });
export const readMembership = (id: string, signal?: AbortSignal) =>
  read(`${of(id)}/me`, MyMembership, { scope: id, signal });
export const renameOrganization = (id: string, body: z.input<typeof RenameOrganization>, key: string) =>
  command(`${of(id)}/rename`, { key, answer: OrganizationEffect, body });

export const readMembers = (id: string, query: Record<string, string | number | undefined>, signal?: AbortSignal) =>
  read(`${of(id)}/members`, Members, { scope: id, query, signal });
export const changeRoles = (id: string, personId: string, intent: Intended<typeof ChangeMemberRoles>) =>
  command(`${of(id)}/members/${personId}/roles`, { ...intent, answer: MemberEffect });
export const removeMember = (id: string, personId: string, intent: Intended<typeof WithReason>) =>
  command(`${of(id)}/members/${personId}/remove`, { ...intent, answer: MemberEffect });
export const leave = (id: string, key: string) => command(`${of(id)}/leave`, { key, answer: MemberEffect });

export const readInvitations = (id: string, query: Record<string, string | number | undefined>, signal?: AbortSignal) =>
  read(`${of(id)}/invitations`, Invitations, { scope: id, query, signal });
export const invite = (id: string, body: z.input<typeof InviteMember>, key: string) =>
  command(`${of(id)}/invitations`, { key, answer: InvitationEffect, body });
export const resendInvitation = (id: string, invitationId: string, key: string) =>
  command(`${of(id)}/invitations/${invitationId}/resend`, { key, answer: InvitationEffect });
export const revokeInvitation = (id: string, invitationId: string, key: string) =>
  command(`${of(id)}/invitations/${invitationId}/revoke`, { key, answer: InvitationEffect });
/** Changes nothing, so any key does. */
export const previewInvitation = (token: string) =>
  command('/invitations/preview', { key: crypto.randomUUID(), answer: InvitationPreview, body: { token } });
export const acceptInvitation = (body: z.input<typeof AcceptInvitation>, key: string) =>
  command('/invitations/accept', { key, answer: InvitationAcceptance, body });

export const readAudit = (id: string, query: Record<string, string | number | undefined>, signal?: AbortSignal) =>
  read(`${of(id)}/audit`, AuditPage, { scope: id, query, signal });
export const readAuditFilters = (id: string, signal?: AbortSignal) =>
  read(`${of(id)}/audit/filters`, AuditFilters, { scope: id, signal });
export const readAuditEntry = (id: string, sequence: number, signal?: AbortSignal) =>
  read(`${of(id)}/audit/${sequence}`, AuditEntryDetails, { scope: id, signal });

/** A body and the key of its intent. */
export interface Intended<Schema extends z.ZodType> {
  body: z.input<Schema>;
  key: string;
}
