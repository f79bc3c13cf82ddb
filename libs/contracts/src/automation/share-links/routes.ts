import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import { BotEffect, BotParams } from '../api';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const bot = `${organization}/bots/{botId}` as const;
const links = `${bot}/share-links` as const;
const byLink = `${organization}/share-links` as const;

export const makeShareLink = route({
  method: 'POST',
  path: links,
  params: BotParams,
  body: api.MakeShareLink,
  answer: api.ShareLinkSecret,
  status: 201,
  access: 'bots:share',
  tag: 'share links',
  sentence:
    'Makes a link by which members and externals of the organization may run, edit or copy a bot, for 90 days at most. The answer has its secret, which is shown this once. It works as long as who made it may share the bot so.',
  refusals: ['BOT_NOT_FOUND', 'SHARE_LINK_END_INVALID', 'GRANT_EXCEEDS_OWN', 'SHARE_LINK_LIMIT_REACHED'],
  showsSecret: true,
});

export const listShareLinks = route({
  method: 'GET',
  path: links,
  params: BotParams,
  query: api.ListShareLinks,
  answer: api.ShareLinks,
  access: 'bots:share',
  tag: 'share links',
  sentence:
    'The links of a bot, the newest first: who made each, what it is good for, and whether it works. Those that were taken back or are over are not in it.',
  refusals: ['BOT_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
  onlyNow: true,
});

export const revokeShareLink = route({
  method: 'POST',
  path: `${links}/{linkId}/revoke`,
  params: api.ShareLinkParams,
  body: api.RevokeShareLink,
  answer: api.ShareLinkEffect,
  access: 'bots:share',
  tag: 'share links',
  sentence: 'Takes a link back: it works for nobody any more. What people have by it stays theirs.',
  refusals: ['BOT_NOT_FOUND', 'SHARE_LINK_NOT_FOUND'],
});

export const previewShareLink = route({
  method: 'POST',
  path: `${byLink}/preview`,
  params: OrganizationParams,
  body: api.UseShareLink,
  answer: api.ShareLinkOffer,
  access: 'bots.access:request',
  tag: 'share links',
  sentence:
    'What a link would give who has it, and what they have already. A POST because the secret belongs in no URL; it changes nothing.',
  refusals: ['SHARE_LINK_NOT_FOUND', 'SHARE_EXPIRED', 'BOT_NOT_FOUND'],
});

export const acceptShareLink = route({
  method: 'POST',
  path: `${byLink}/accept`,
  params: OrganizationParams,
  body: api.UseShareLink,
  answer: api.ShareLinkAcceptance,
  access: 'bots.access:request',
  tag: 'share links',
  sentence:
    'Gives who has a link what it is good for, as if the bot were shared with them by who made it. Nobody has less than before; who has as much already keeps that.',
  refusals: ['SHARE_LINK_NOT_FOUND', 'SHARE_EXPIRED', 'SHARE_LINK_DIFFERS', 'BOT_NOT_FOUND', 'GRANT_LIMIT_REACHED'],
});

export const copyByLink = route({
  method: 'POST',
  path: `${byLink}/copy`,
  params: OrganizationParams,
  body: api.CopyByLink,
  answer: BotEffect,
  status: 201,
  access: 'bots:create',
  tag: 'share links',
  sentence:
    'Makes a copy of the bot that a link is for, in a workspace where who has it may register bots. A link makes one copy for each person.',
  refusals: [
    'SHARE_LINK_NOT_FOUND',
    'SHARE_EXPIRED',
    'SHARE_LINK_DIFFERS',
    'BOT_NOT_FOUND',
    'WORKSPACE_NOT_FOUND',
    'WORKSPACE_ARCHIVED',
  ],
});

export const copyBot = route({
  method: 'POST',
  path: `${bot}/copies`,
  params: BotParams,
  body: api.CopyBot,
  answer: BotEffect,
  status: 201,
  access: 'bots:create',
  tag: 'bots',
  sentence:
    'Makes another bot of this one, with its description and the version of its configuration that is in use, in a workspace where who asks may register bots. Its keys, triggers and whom it is shared with stay behind.',
  refusals: ['BOT_NOT_FOUND', 'WORKSPACE_NOT_FOUND', 'WORKSPACE_ARCHIVED'],
});
