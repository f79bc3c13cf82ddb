import { bot, person, tells, trigger, utc, type SentenceTemplate } from '../../sentence';
import { inWords, meaningOf } from '../../words';
import type { EventOf } from '../../define-event';
import {
  triggerAutoPaused,
  triggerCreated,
  triggerDeleted,
  triggerDisabled,
  triggerEnabled,
  triggerFiresMissed,
  triggerReassigned,
  triggerSecretRotated,
  triggerUpdated,
  type triggerEvents,
} from './events';
import type { SkipReason } from './api';

export type TriggerEvent = EventOf<(typeof triggerEvents)[keyof typeof triggerEvents]>;

const kinds = { schedule: 'schedule', webhook: 'webhook', event: 'event' } as const;
/** Why something did not fire, after "because". */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  EMERGENCY_STOPPED: 'all runs are stopped there',
  BOT_DISABLED: 'the bot is disabled',
  WORKSPACE_ARCHIVED: 'its workspace is archived',
  ORG_SUSPENDED: 'the organization is paused',
  ORG_FROZEN: 'the organization is frozen',
  ORG_PENDING_DELETION: 'the organization is about to be deleted',
  ORG_PURGED: 'the organization is deleted',
  FORBIDDEN: 'who asked may not start it',
  RUN_AS_NOT_MEMBER: 'whom the bot runs as is no member',
  RUN_AS_MAY_NOT_START: 'whom the bot runs as may not start it',
  QUEUE_FULL: 'as many runs of the bot waited as may',
  OWNER_GONE: 'nobody answers for the trigger',
  MISSED: 'nobody was there to fire it',
  STILL_RUNNING: 'the run before was still going',
  TOO_MANY_WAIT: 'too many others waited',
  DAY_OFF: 'it is a day off',
  TRIGGER_CHANGED: 'the trigger was changed, turned off or deleted first',
};

/** How what happens to triggers reads. */
export const triggerSentences: { readonly [Type in TriggerEvent['type']]: SentenceTemplate<Type> } = {
  TriggerCreated: tells(triggerCreated, ({ triggerId, botId, kind }) => [
    `made the ${inWords(kinds, kind)} trigger `,
    trigger(triggerId),
    ' for ',
    bot(botId),
  ]),
  TriggerUpdated: tells(triggerUpdated, ({ triggerId }) => ['changed the trigger ', trigger(triggerId)]),
  TriggerEnabled: tells(triggerEnabled, ({ triggerId }) => ['turned on the trigger ', trigger(triggerId)]),
  TriggerDisabled: tells(triggerDisabled, ({ triggerId }) => ['turned off the trigger ', trigger(triggerId)]),
  TriggerAutoPaused: tells(triggerAutoPaused, ({ triggerId, failures }) => [
    'paused the trigger ',
    trigger(triggerId),
    ` after ${failures} ${failures === 1 ? 'failure' : 'failures in a row'}`,
  ]),
  TriggerSecretRotated: tells(triggerSecretRotated, ({ triggerId }) => [
    'gave the trigger ',
    trigger(triggerId),
    ' a new secret and address',
  ]),
  TriggerReassigned: tells(triggerReassigned, ({ triggerId, ownedBy }) =>
    ownedBy
      ? ['gave the trigger ', trigger(triggerId), ' to ', person(ownedBy.personId)]
      : ['left the trigger ', trigger(triggerId), ' without an owner'],
  ),
  TriggerDeleted: tells(triggerDeleted, ({ triggerId }) => ['deleted the trigger ', trigger(triggerId)]),
  TriggerFiresMissed: tells(triggerFiresMissed, ({ triggerId, from, until, count, reason }) => [
    'left out ',
    `${count} ${count === 1 ? 'due time' : 'due times'} of the trigger `,
    trigger(triggerId),
    ` from ${utc(from)} to ${utc(until)}, because ${meaningOf(skipWords, reason) ?? `of ${reason}`}`,
  ]),
};
