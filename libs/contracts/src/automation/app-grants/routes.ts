import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import { BotEffect, BotParams } from '../api';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const grants = `${organization}/bots/{botId}/grants` as const;
const request = `${organization}/access-requests/{accessRequestId}` as const;
const refusesGrant = [
  'MEMBER_NOT_FOUND',
  'CANNOT_CHANGE_OWN_ACCESS',
  'GRANT_EXCEEDS_OWN',
  'GRANT_NOT_FOR_EXTERNALS',
  'GRANT_END_INVALID',
  'GRANT_LIMIT_REACHED',
] as const;

export const shareApp = route({
  method: 'POST',
  path: grants,
  params: BotParams,
  body: api.ShareApp,
  answer: api.GrantEffect,
  status: 201,
  access: 'bots:share',
  tag: 'app grants',
  sentence:
    'Shares a bot with an active member: to run it, to edit it, or to manage it; for a time, or without an end. It replaces what they had with it before. Nobody gives more than they hold, nor for longer.',
  refusals: ['BOT_NOT_FOUND', ...refusesGrant],
});

export const revokeGrant = route({
  method: 'POST',
  path: `${grants}/{personId}/revoke`,
  params: api.GrantParams,
  body: api.RevokeGrant,
  answer: api.GrantEffect,
  access: 'bots:share',
  tag: 'app grants',
  sentence: 'Takes away what somebody may do with a bot because it was shared with them.',
  refusals: ['BOT_NOT_FOUND', 'GRANT_NOT_FOUND', 'GRANT_EXCEEDS_OWN'],
});

export const listGrants = route({
  method: 'GET',
  path: grants,
  params: BotParams,
  query: api.ListGrants,
  answer: api.AppGrants,
  access: 'bots:share',
  tag: 'app grants',
  sentence:
    'With whom a bot is shared, by name, and whether each grant stands: one given under a grant that has ended does not. What has ended itself is not in it.',
  refusals: ['BOT_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const listApps = route({
  method: 'GET',
  path: `${organization}/catalogue`,
  params: OrganizationParams,
  query: api.ListApps,
  answer: api.Apps,
  access: 'org:read',
  tag: 'app grants',
  sentence:
    'The apps that who asks may see; all, by name and owner, for members of an organization that shows its catalogue.',
  refusals: ['CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const requestAccess = route({
  method: 'POST',
  path: `${organization}/catalogue/{botId}/requests`,
  params: BotParams,
  body: api.RequestAccess,
  answer: api.AccessRequestEffect,
  status: 201,
  access: 'bots.access:request',
  tag: 'app grants',
  sentence:
    'Asks for access to an app of the catalogue. Its owner, or who may share it, answers within 14 days; one request of a person and an app is open at a time.',
  refusals: [
    'BOT_NOT_FOUND',
    'GRANT_NOT_FOR_EXTERNALS',
    'ACCESS_ALREADY_HELD',
    'ACCESS_ALREADY_REQUESTED',
    'OWN_ACCESS_REQUEST_LIMIT',
    'ACCESS_REQUEST_LIMIT',
  ],
});

export const listAccessRequests = route({
  method: 'GET',
  path: `${organization}/access-requests`,
  params: OrganizationParams,
  query: api.ListAccessRequests,
  answer: api.AccessRequests,
  access: 'bots:share',
  tag: 'app grants',
  sentence: 'Who asks for access to bots that who asks may share, the oldest first.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const setRunAs = route({
  method: 'POST',
  path: `${organization}/bots/{botId}/run-as`,
  params: BotParams,
  body: api.SetRunAs,
  answer: BotEffect,
  access: 'bots.owner:reassign',
  tag: 'app grants',
  sentence:
    'Says as which member a bot runs, or as itself: its runs begin only where they may start them, whoever or whatever asks. It is yourself, or somebody who may do nothing there that you may not.',
  refusals: ['BOT_NOT_FOUND', 'RUN_AS_NOT_MEMBER', 'RUN_AS_MAY_NOT_START', 'RUN_AS_EXCEEDS_OWN'],
});

const ofRequest = { method: 'POST', params: api.AccessRequestParams, answer: api.AccessRequestEffect } as const;

export const approveAccess = route({
  ...ofRequest,
  path: `${request}/approve`,
  body: api.ApproveAccess,
  access: 'bots:share',
  tag: 'app grants',
  sentence: 'Gives somebody what they asked for, or less, as sharing the bot with them does.',
  refusals: ['ACCESS_REQUEST_NOT_FOUND', 'BOT_NOT_FOUND', ...refusesGrant],
});

export const denyAccess = route({
  ...ofRequest,
  path: `${request}/deny`,
  body: api.DecideAccess,
  access: 'bots:share',
  tag: 'app grants',
  sentence: 'Turns somebody down who asked for access; the reason stays in the history.',
  refusals: ['ACCESS_REQUEST_NOT_FOUND'],
});

export const withdrawAccess = route({
  ...ofRequest,
  path: `${request}/withdraw`,
  body: api.DecideAccess,
  access: 'bots.access:request',
  tag: 'app grants',
  sentence: 'Takes your own request for access back.',
  refusals: ['ACCESS_REQUEST_NOT_FOUND'],
});
