import { route } from '../../route';
import { OrganizationParams, WithReason } from '../params';
import { ORGANIZATION } from '../path';
import * as api from './api';

const request = `${ORGANIZATION}/join-requests/{requestId}` as const;

export const requestToJoin = route({
  method: 'POST',
  path: '/api/v1/me/join-requests',
  body: api.RequestToJoin,
  answer: api.MyJoinRequestEffect,
  status: 201,
  access: 'signed-in',
  tag: 'join requests',
  sentence:
    'Asks to belong to an organization. Whoever may let people in there answers within 14 days; while a request is open, it is the answer.',
  refusals: [
    'EMAIL_NOT_VERIFIED',
    'ORG_NOT_FOUND',
    'ALREADY_MEMBER',
    'JOIN_REQUEST_DENIED',
    'JOIN_REQUEST_RATE_LIMITED',
    'RATE_LIMITED',
  ],
});

export const listMyJoinRequests = route({
  method: 'GET',
  path: '/api/v1/me/join-requests',
  answer: api.MyJoinRequests,
  access: 'signed-in',
  tag: 'join requests',
  sentence: 'What you asked for, and what became of it.',
  readsOwnWrites: true,
});

export const withdrawJoinRequest = route({
  method: 'POST',
  path: '/api/v1/me/join-requests/withdraw',
  body: api.WithdrawJoinRequest,
  answer: api.MyJoinRequestEffect,
  access: 'signed-in',
  tag: 'join requests',
  sentence: 'Takes your own request back.',
  refusals: [
    'JOIN_REQUEST_NOT_FOUND',
    'JOIN_REQUEST_CLOSED',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
    'ORG_PENDING_DELETION',
    'ORG_PURGED',
  ],
});

export const listJoinRequests = route({
  method: 'GET',
  path: `${ORGANIZATION}/join-requests`,
  params: OrganizationParams,
  query: api.ListJoinRequests,
  answer: api.JoinRequests,
  access: 'members.email:read',
  tag: 'join requests',
  sentence:
    'Who asks to belong, newest first. A request is an address above all, so the list is for those who may see addresses.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const approveJoinRequest = route({
  method: 'POST',
  path: `${request}/approve`,
  params: api.JoinRequestParams,
  body: api.ApproveJoinRequest,
  answer: api.JoinRequestEffect,
  access: 'join_requests:decide',
  tag: 'join requests',
  sentence: 'Lets somebody in who asked, as roles that you may grant; an open invitation to them ends.',
  refusals: [
    'JOIN_REQUEST_NOT_FOUND',
    'JOIN_REQUEST_CLOSED',
    'ALREADY_MEMBER',
    'SEAT_LIMIT_REACHED',
    'EMAIL_DOMAIN_NOT_ALLOWED',
    'ALIAS_TAKEN',
    'ROLE_NOT_FOUND',
    'ROLE_NOT_GRANTABLE',
    'ONLY_OWNER_MAY_GRANT_OWNER',
    'SUBJECT_ERASED',
  ],
});

export const denyJoinRequest = route({
  method: 'POST',
  path: `${request}/deny`,
  params: api.JoinRequestParams,
  body: WithReason,
  answer: api.JoinRequestEffect,
  access: 'join_requests:decide',
  tag: 'join requests',
  sentence: 'Turns somebody down who asked. They may ask again in 30 days; the reason stays in the history.',
  refusals: ['JOIN_REQUEST_NOT_FOUND', 'JOIN_REQUEST_CLOSED'],
});
