import { bot, source, tells, type SentenceTemplate } from '../../sentence';
import { inWords, meaningOf } from '../../words';
import type { SyncFailure } from './api';
import {
  knowledgeAttached,
  knowledgeDetached,
  knowledgeSourceAdded,
  knowledgeSourceRemoved,
  knowledgeSourceReplaced,
  knowledgeSourceShared,
  knowledgeSourceUnshared,
  syncCompleted,
  syncFailed,
  syncScheduled,
  syncStarted,
  type KnowledgeEvent,
} from './events';

const kinds = { text: 'text', file: 'file', website: 'website' } as const;
const causes = { schedule: ' as it is due', hand: ' again' } as const;
const often = { day: 'every day', week: 'every week' } as const;

/** Why reading a source came to nothing, after "because" or by itself. */
export const syncFailureWords: Readonly<Record<SyncFailure, string>> = {
  UNREADABLE: 'it is no PDF, text, Markdown or HTML that can be read',
  PASSWORD: 'it is locked with a password',
  EMPTY: 'there is no text in it',
  TOO_LARGE: 'it is too large',
  TOO_LONG: 'reading it took too long',
  UNREACHABLE: 'its address did not answer',
  URL_NOT_ALLOWED: 'its address leads into a private network',
  ROBOTS: 'the website does not want to be read by machines',
  LIMIT: 'the workspace would hold more characters than it may',
  CONTENT_MISSING: 'what was brought is not here any more',
  INTERRUPTED: 'reading it was interrupted several times',
  STOPPED: 'somebody stopped it',
};

/** How what happens to knowledge reads. */
export const knowledgeSentences: { readonly [Type in KnowledgeEvent['type']]: SentenceTemplate<Type> } = {
  KnowledgeSourceAdded: tells(knowledgeSourceAdded, ({ sourceId, kind }) => [
    `added the ${inWords(kinds, kind)} `,
    source(sourceId),
    ' to the knowledge of a workspace',
  ]),
  KnowledgeSourceReplaced: tells(knowledgeSourceReplaced, ({ sourceId }) => ['replaced the source ', source(sourceId)]),
  KnowledgeSourceRemoved: tells(knowledgeSourceRemoved, ({ sourceId }) => ['removed the source ', source(sourceId)]),
  KnowledgeSourceShared: tells(knowledgeSourceShared, ({ sourceId }) => [
    'let all workspaces read the source ',
    source(sourceId),
  ]),
  KnowledgeSourceUnshared: tells(knowledgeSourceUnshared, ({ sourceId }) => [
    'lets no other workspace read the source ',
    source(sourceId),
    ' any more',
  ]),
  SyncStarted: tells(syncStarted, ({ sourceId, cause }) => [
    'began to read the source ',
    source(sourceId),
    meaningOf(causes, cause) ?? '',
  ]),
  SyncCompleted: tells(syncCompleted, ({ sourceId, characters, missed }) => [
    'read the source ',
    source(sourceId),
    `: ${characters} characters${missed === 0 ? '' : `; ${missed} ${missed === 1 ? 'page was' : 'pages were'} missed`}`,
  ]),
  SyncFailed: tells(syncFailed, ({ sourceId, code }) => [
    'did not read the source ',
    source(sourceId),
    `, because ${meaningOf(syncFailureWords, code) ?? `of ${code}`}`,
  ]),
  SyncScheduled: tells(syncScheduled, ({ sourceId, every }) =>
    every === 'never'
      ? ['has the source ', source(sourceId), ' no longer read by itself']
      : ['has the source ', source(sourceId), ` read ${inWords(often, every)}`],
  ),
  KnowledgeAttached: tells(knowledgeAttached, ({ sourceId, botId }) => [
    'has ',
    bot(botId),
    ' keep to the source ',
    source(sourceId),
  ]),
  KnowledgeDetached: tells(knowledgeDetached, ({ sourceId, botId }) => [
    'took the source ',
    source(sourceId),
    ' from ',
    bot(botId),
  ]),
};
