import { MemberParams, OrganizationParams, WithReason } from '../../organization/params';
import { ORGANIZATION } from '../../organization/path';
import { route } from '../../route';
import * as api from './api';

const erasures = `${ORGANIZATION}/erasures` as const;
const erasure = `${erasures}/{erasureId}` as const;

export const listErasures = route({
  method: 'GET',
  path: erasures,
  params: OrganizationParams,
  query: api.ListErasures,
  answer: api.Erasures,
  access: 'privacy:read',
  tag: 'privacy',
  sentence: 'Requests to erase people, with what became of them, the newest first.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getErasure = route({
  method: 'GET',
  path: erasure,
  params: api.ErasureParams,
  answer: api.Erasure,
  access: 'privacy:read',
  tag: 'privacy',
  sentence: 'One request to erase somebody.',
  refusals: ['ERASURE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const getErasureCertificate = route({
  method: 'GET',
  path: `${erasure}/certificate`,
  params: api.ErasureParams,
  answer: api.ErasureCertificate,
  access: 'privacy:read',
  tag: 'privacy',
  sentence: 'What was erased, where, and how much of it; nothing in it is about the person.',
  refusals: ['ERASURE_NOT_FOUND', 'CERTIFICATE_NOT_FOUND'],
  readsOwnWrites: true,
});

export const previewErasure = route({
  method: 'GET',
  path: `${ORGANIZATION}/people/{personId}/erasure-preview`,
  params: MemberParams,
  answer: api.ErasurePreview,
  access: 'privacy:erase',
  tag: 'privacy',
  sentence: 'What erasing somebody would touch, and what forbids it. Nothing is asked for by it.',
  refusals: ['PERSON_NOT_FOUND', 'SUBJECT_ERASED'],
  readsOwnWrites: true,
});

const ofSubject = [
  'SUBJECT_ERASED',
  'ERASURE_OPEN',
  'ERASURES_LIMIT_REACHED',
  'ERASURE_BLOCKED_LAST_OWNER',
  'LEGAL_HOLD',
  'ASSETS_NEED_OWNER',
  'MEMBER_NOT_FOUND',
  'MEMBER_SUSPENDED',
] as const;

export const requestErasure = route({
  method: 'POST',
  path: erasures,
  params: OrganizationParams,
  body: api.RequestErasure,
  answer: api.ErasureEffect,
  status: 201,
  access: 'privacy:erase',
  tag: 'privacy',
  sentence:
    'Asks to erase a member, a former member, or somebody who was invited or asked to join. Somebody else has to approve it within 72 hours.',
  refusals: ['PERSON_NOT_FOUND', ...ofSubject],
});

export const approveErasure = route({
  method: 'POST',
  path: `${erasure}/approve`,
  params: api.ErasureParams,
  body: WithReason,
  answer: api.ErasureEffect,
  access: 'privacy.erasure:approve',
  tag: 'privacy',
  sentence:
    'Approves a request of somebody else, by somebody who has just signed in. Once the days are over in which it can be called off, the key of the person is destroyed, which nobody can undo.',
  refusals: [
    'REAUTH_REQUIRED',
    'ERASURE_NOT_FOUND',
    'ERASURE_CLOSED',
    'SELF_APPROVAL',
    'LEGAL_HOLD',
    'ERASURE_BLOCKED_LAST_OWNER',
  ],
});

export const rejectErasure = route({
  method: 'POST',
  path: `${erasure}/reject`,
  params: api.ErasureParams,
  body: WithReason,
  answer: api.ErasureEffect,
  access: 'privacy.erasure:approve',
  tag: 'privacy',
  sentence: 'Turns down a request that waits for an answer.',
  refusals: ['ERASURE_NOT_FOUND', 'ERASURE_CLOSED'],
});

export const withdrawErasure = route({
  method: 'POST',
  path: `${erasure}/withdraw`,
  params: api.ErasureParams,
  body: WithReason,
  answer: api.ErasureEffect,
  access: 'privacy:erase',
  tag: 'privacy',
  sentence: 'Takes a request back, or calls off an erasure that was approved and is not due yet.',
  refusals: ['ERASURE_NOT_FOUND', 'ERASURE_CLOSED'],
});

export const getMyErasure = route({
  method: 'GET',
  path: `${ORGANIZATION}/me/erasure`,
  params: OrganizationParams,
  answer: api.MyErasure,
  access: 'privacy:own',
  tag: 'privacy',
  sentence: 'Whether one is about to be erased here oneself.',
  refusals: ['MEMBER_NOT_FOUND'],
  readsOwnWrites: true,
});

export const eraseMe = route({
  method: 'POST',
  path: `${ORGANIZATION}/me/erasure`,
  params: OrganizationParams,
  body: api.EraseMe,
  answer: api.ErasureEffect,
  status: 201,
  access: 'privacy:own',
  tag: 'privacy',
  sentence:
    'Has oneself erased here, by who has just signed in: asks for it, or approves what somebody else asked for. Nobody else has to approve it.',
  refusals: ['REAUTH_REQUIRED', 'ERASURE_NOT_FOUND', 'ERASURE_CLOSED', ...ofSubject],
});

export const keepMe = route({
  method: 'POST',
  path: `${ORGANIZATION}/me/erasure/call-off`,
  params: OrganizationParams,
  body: WithReason,
  answer: api.ErasureEffect,
  access: 'privacy:own',
  tag: 'privacy',
  sentence: 'Calls off that one is erased oneself, whoever asked for it, as long as it is not due.',
  refusals: ['ERASURE_NOT_FOUND', 'ERASURE_CLOSED', 'MEMBER_NOT_FOUND'],
});
