import { MOST_JSON_BYTES } from '../../json-value';
import { OrganizationParams } from '../../organization/params';
import { route } from '../../route';
import { BotParams, refusesRequest, RunEffect } from '../api';
import * as api from './api';

const organization = '/api/v1/organizations/{organizationId}';
const trigger = `${organization}/triggers/{triggerId}` as const;

export const createTrigger = route({
  method: 'POST',
  path: `${organization}/bots/{botId}/triggers`,
  params: BotParams,
  body: api.CreateTrigger,
  answer: api.TriggerSecret,
  status: 201,
  access: 'triggers:create',
  tag: 'triggers',
  sentence: 'Says when a bot runs. Of a webhook the answer has its address and its secret, which are shown this once.',
  refusals: ['BOT_NOT_FOUND', 'CALENDAR_NOT_FOUND', 'SCHEDULE_INVALID', 'TRIGGER_LOOP', 'TRIGGER_LIMIT_REACHED'],
  showsSecret: true,
});

export const updateTrigger = route({
  method: 'POST',
  path: trigger,
  params: api.TriggerParams,
  body: api.UpdateTrigger,
  answer: api.TriggerEffect,
  access: 'triggers:create',
  tag: 'triggers',
  sentence: 'Changes a trigger, all of it. What was due before and has not fired yet is left out, and recorded so.',
  refusals: ['TRIGGER_NOT_FOUND', 'BOT_NOT_FOUND', 'CALENDAR_NOT_FOUND', 'SCHEDULE_INVALID', 'TRIGGER_LOOP'],
});

export const enableTrigger = route({
  method: 'POST',
  path: `${trigger}/enable`,
  params: api.TriggerParams,
  body: api.ToggleTrigger,
  answer: api.TriggerEffect,
  access: 'triggers:toggle',
  tag: 'triggers',
  sentence: 'Turns a trigger on. It fires from now on; its failures are counted anew.',
  refusals: ['TRIGGER_NOT_FOUND', 'BOT_NOT_FOUND'],
});

export const disableTrigger = route({
  method: 'POST',
  path: `${trigger}/disable`,
  params: api.TriggerParams,
  body: api.ToggleTrigger,
  answer: api.TriggerEffect,
  access: 'triggers:toggle',
  tag: 'triggers',
  sentence: 'Turns a trigger off. Runs that it began go on.',
  refusals: ['TRIGGER_NOT_FOUND'],
});

export const deleteTrigger = route({
  method: 'POST',
  path: `${trigger}/delete`,
  params: api.TriggerParams,
  body: api.ToggleTrigger,
  answer: api.TriggerEffect,
  access: 'triggers:create',
  tag: 'triggers',
  sentence: 'Deletes a trigger. Its runs stay in the history.',
  refusals: ['TRIGGER_NOT_FOUND'],
});

export const reassignTrigger = route({
  method: 'POST',
  path: `${trigger}/owner`,
  params: api.TriggerParams,
  body: api.ReassignTrigger,
  answer: api.TriggerEffect,
  access: 'bots.owner:reassign',
  tag: 'triggers',
  sentence:
    'Makes an active member the owner of a trigger: it fires in their name, so they must be able to start runs of its bot. One that was held because nobody answered for it goes on.',
  refusals: ['TRIGGER_NOT_FOUND', 'BOT_NOT_FOUND', 'MEMBER_NOT_FOUND', 'OWNER_MAY_NOT_START'],
});

export const changeTriggers = route({
  method: 'POST',
  path: `${organization}/triggers/change`,
  params: OrganizationParams,
  body: api.ChangeTriggers,
  answer: api.ChangedTriggers,
  access: 'triggers:read',
  tag: 'triggers',
  sentence:
    'Turns up to 100 triggers on or off, or deletes them, one by one: each by who may do that to it. Says of each what came of it.',
  refusals: ['TRIGGER_NOT_FOUND', 'BOT_NOT_FOUND'],
  byWorkspace: true,
});

export const listTriggers = route({
  method: 'GET',
  path: `${organization}/triggers`,
  params: OrganizationParams,
  query: api.ListTriggers,
  answer: api.Triggers,
  access: 'triggers:read',
  tag: 'triggers',
  sentence: 'Triggers, what needs somebody first, with their next due times and their last run.',
  refusals: ['CURSOR_INVALID'],
  byWorkspace: true,
  readsOwnWrites: true,
});

export const getTrigger = route({
  method: 'GET',
  path: trigger,
  params: api.TriggerParams,
  answer: api.Trigger,
  access: 'triggers:read',
  tag: 'triggers',
  sentence: 'One trigger.',
  refusals: ['TRIGGER_NOT_FOUND'],
  readsOwnWrites: true,
});

export const listFires = route({
  method: 'GET',
  path: `${trigger}/fires`,
  params: api.TriggerParams,
  query: api.ListFires,
  answer: api.Fires,
  access: 'triggers:read',
  tag: 'triggers',
  sentence:
    'What a trigger came to, newest first: its runs, the due times that were left out, and those that did not launch, with their reason.',
  refusals: ['TRIGGER_NOT_FOUND', 'CURSOR_INVALID'],
  readsOwnWrites: true,
});

export const getFireFigures = route({
  method: 'GET',
  path: `${trigger}/figures`,
  params: api.TriggerParams,
  answer: api.FireFigures,
  access: 'triggers:read',
  tag: 'triggers',
  sentence:
    'What the last due times of a trigger came to: fired, skipped by reason, not launched, and how late they were. Of 1,000 within 30 days at most.',
  refusals: ['TRIGGER_NOT_FOUND'],
  readsOwnWrites: true,
});

export const previewSchedule = route({
  method: 'GET',
  path: `${organization}/schedule`,
  params: OrganizationParams,
  query: api.PreviewSchedule,
  answer: api.Schedule,
  access: 'triggers:read',
  tag: 'triggers',
  sentence:
    'The next five times at which a schedule would fire, the days off that it leaves out until then, and the next change of the clock in its zone.',
  refusals: ['SCHEDULE_INVALID', 'CALENDAR_NOT_FOUND'],
  byWorkspace: true,
});

export const fireTrigger = route({
  method: 'POST',
  path: `${trigger}/fire`,
  params: api.TriggerParams,
  body: api.ToggleTrigger,
  answer: RunEffect,
  status: 201,
  access: 'runs:start',
  tag: 'triggers',
  sentence:
    'Fires a trigger by hand, also one that is off. Of a disabled bot: 409 BOT_DISABLED with the `runId` of the refusal.',
  refusals: ['TRIGGER_NOT_FOUND', 'BOT_NOT_FOUND', ...refusesRequest],
});

export const rotateTriggerSecret = route({
  method: 'POST',
  path: `${trigger}/secret`,
  params: api.TriggerParams,
  body: api.ToggleTrigger,
  answer: api.TriggerSecret,
  access: 'triggers:create',
  tag: 'triggers',
  sentence: 'Gives a webhook a new address and a new secret, which are shown this once; the old ones end at once.',
  refusals: ['TRIGGER_NOT_FOUND', 'TRIGGER_HAS_NO_SECRET'],
  showsSecret: true,
});

export const callTrigger = route({
  method: 'POST',
  path: '/api/v1/hooks/{token}',
  params: api.HookParams,
  anyBody: MOST_JSON_BYTES,
  answer: api.HookAnswer,
  status: 202,
  access: 'public',
  tag: 'triggers',
  sentence:
    'Fires a webhook: the body, any JSON of at most 256 KiB, becomes the input of the run. Signed as Standard Webhooks says, by `webhook-id`, `webhook-timestamp` and `webhook-signature`; a call that is older than five minutes is refused, and one that comes again under its id answers with the same run.',
  refusals: [
    'TRIGGER_NOT_FOUND',
    'SIGNATURE_INVALID',
    'TRIGGER_OFF',
    'RATE_LIMITED',
    ...refusesRequest,
    'FORBIDDEN',
    'ORG_SUSPENDED',
    'ORG_FROZEN',
    'ORG_PENDING_DELETION',
    'ORG_PURGED',
    'BOT_NOT_FOUND',
  ],
});
