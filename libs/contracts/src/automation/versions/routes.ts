import { route } from '../../route';
import { BotParams } from '../api';
import * as api from './api';

const bot = '/api/v1/organizations/{organizationId}/bots/{botId}';

export const publishVersion = route({
  method: 'POST',
  path: `${bot}/versions`,
  params: BotParams,
  body: api.PublishVersion,
  answer: api.BotVersionEffect,
  status: 201,
  access: 'bots:create',
  tag: 'bots',
  sentence:
    'Publishes a version of a bot’s configuration: any JSON object up to 32 KiB. Runs that begin from now on get it with their claim; those at work keep theirs. Secrets do not belong in it: name what holds them.',
  refusals: ['BOT_NOT_FOUND', 'SECRET_IN_PAYLOAD', 'BOT_VERSION_CHANGED', 'BOT_VERSION_LIMIT_REACHED'],
});

export const rollBackVersion = route({
  method: 'POST',
  path: `${bot}/versions/roll-back`,
  params: BotParams,
  body: api.RollBackVersion,
  answer: api.BotVersionEffect,
  access: 'bots:create',
  tag: 'bots',
  sentence: 'Goes back to another version of a bot’s configuration. Runs that begin from now on get it.',
  refusals: ['BOT_NOT_FOUND', 'BOT_VERSION_NOT_FOUND', 'BOT_VERSION_CHANGED'],
});

export const listVersions = route({
  method: 'GET',
  path: `${bot}/versions`,
  params: BotParams,
  query: api.ListVersions,
  answer: api.BotVersions,
  access: 'bots:read',
  tag: 'bots',
  sentence: 'The versions of a bot’s configuration, the newest first, and how runs with each of them went.',
  refusals: ['BOT_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getVersion = route({
  method: 'GET',
  path: `${bot}/versions/{version}`,
  params: api.BotVersionParams,
  answer: api.OneBotVersion,
  access: 'bots:create',
  tag: 'bots',
  sentence: 'What is in a version of a bot’s configuration, for who may publish one.',
  refusals: ['BOT_NOT_FOUND', 'BOT_VERSION_NOT_FOUND'],
  readsOwnWrites: true,
});
