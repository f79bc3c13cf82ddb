import type { EventOf } from '../../define-event';
import { bot, phrase, tells, utc, type SentenceTemplate } from '../../sentence';
import * as events from './events';

export type ShareLinkEvent = EventOf<(typeof events.shareLinkEvents)[keyof typeof events.shareLinkEvents]>;

const goodFor = { run: 'to run', edit: 'to edit', copy: 'to copy' } as const;

/** How what happens to links of bots reads. */
export const shareLinkSentences: { readonly [Type in ShareLinkEvent['type']]: SentenceTemplate<Type> } = {
  ShareLinkMade: tells(events.shareLinkMade, ({ botId, level, until, uses }) => [
    `made a link ${phrase(goodFor, level)} `,
    bot(botId),
    ` until ${utc(until)}`,
    uses === undefined ? '' : uses === 1 ? ', for one person' : `, for ${uses} people`,
  ]),
  ShareLinkRevoked: tells(events.shareLinkRevoked, ({ botId }) => ['took a link to ', bot(botId), ' back']),
  ShareLinkExpired: tells(events.shareLinkExpired, ({ botId }) => ['ended the time of a link to ', bot(botId)]),
};
