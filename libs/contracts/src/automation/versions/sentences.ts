import { bot, tells } from '../../sentence';
import { botVersionPublished, botVersionRolledBack } from './events';

/** How versions of configurations read. */
export const versionSentences = {
  BotVersionPublished: tells(botVersionPublished, ({ botId, version }) => [
    `published version ${version} of the configuration of `,
    bot(botId),
  ]),
  BotVersionRolledBack: tells(botVersionRolledBack, ({ botId, version, to }) => [
    `went from version ${version} to version ${to} of the configuration of `,
    bot(botId),
  ]),
};
