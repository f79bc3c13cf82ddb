import { route } from '../../route';
import { BotParams } from '../api';
import * as api from './api';

export const readTimeline = route({
  method: 'GET',
  path: '/api/v1/organizations/{organizationId}/bots/{botId}/timeline',
  params: BotParams,
  query: api.ReadTimeline,
  answer: api.Timeline,
  access: 'bots:read',
  tag: 'bots',
  sentence:
    'Everything that happened to a bot, the newest first: its runs, when it was turned on and off, its configuration, triggers and keys, and when it was heard of.',
  refusals: ['BOT_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});
