import { bot, person, phrase, tells, utc, type SentenceTemplate } from '../../sentence';
import type { EventOf } from '../../define-event';
import * as events from './events';

export type AppGrantEvent = EventOf<(typeof events.appGrantEvents)[keyof typeof events.appGrantEvents]>;

const levels = { run: 'run', edit: 'edit', manage: 'manage' } as const;
const asked = { run: 'to run', edit: 'to edit', manage: 'to manage' } as const;

/** How what happens to shared bots reads. */
export const appGrantSentences: { readonly [Type in AppGrantEvent['type']]: SentenceTemplate<Type> } = {
  AppShared: tells(events.appShared, ({ botId, to, level, until, linkId }) => [
    ...(linkId === undefined
      ? ['let ', person(to.personId), ` ${phrase(levels, level)} `]
      : [`took a link up that lets them ${phrase(levels, level)} `]),
    bot(botId),
    until === undefined ? '' : ` until ${utc(until)}`,
  ]),
  AppGrantRevoked: tells(events.appGrantRevoked, ({ botId, personId }) => [
    'took ',
    bot(botId),
    ' back from ',
    person(personId),
    ', with whom it had been shared',
  ]),
  AppGrantExpired: tells(events.appGrantExpired, ({ botId, personId }) => [
    'ended the time for which ',
    bot(botId),
    ' had been shared with ',
    person(personId),
  ]),
  AppAccessRequested: tells(events.appAccessRequested, ({ botId, level }) => [
    `asked ${phrase(asked, level)} `,
    bot(botId),
  ]),
  AppAccessApproved: tells(events.appAccessApproved, ({ botId, personId }) => [
    'said yes to ',
    person(personId),
    ', who had asked for access to ',
    bot(botId),
  ]),
  AppAccessDenied: tells(events.appAccessDenied, ({ botId, personId }) => [
    'turned down ',
    person(personId),
    ', who had asked for access to ',
    bot(botId),
  ]),
  AppAccessWithdrawn: tells(events.appAccessWithdrawn, ({ botId, personId }) => [
    'took the request of ',
    person(personId),
    ' for access to ',
    bot(botId),
    ' back',
  ]),
  AppAccessExpired: tells(events.appAccessExpired, ({ botId, personId }) => [
    'closed the request of ',
    person(personId),
    ' for access to ',
    bot(botId),
    ': nobody had answered it',
  ]),
};
