import { denialsSentences } from './audit/sentences';
import { fleetSentences, presenceSentences, runSentences } from './automation/sentences';
import { billingSentences } from './billing/sentences';
import { accessSentences, accountSentences, keysSentences, sessionsSentences } from './identity/sentences';
import { organizationSentences } from './organization/sentences';
import type { EventType } from './registry';
import type { Piece, SentenceTemplate } from './sentence';

/**
 * The audit log's sentence for every event type, after the actor's name. The compiler demands one for each (D5); none
 * is made of its type's name.
 */
export const sentences: { readonly [Type in EventType]: SentenceTemplate<Type> } = {
  ...organizationSentences,
  ...fleetSentences,
  ...presenceSentences,
  ...runSentences,
  ...keysSentences,
  ...accountSentences,
  ...sessionsSentences,
  ...accessSentences,
  ...denialsSentences,
  ...billingSentences,
};

const templates: ReadonlyMap<string, SentenceTemplate> = new Map(Object.entries(sentences));

/**
 * The sentence of a stored event. One of a type that this release does not know, because a newer one wrote it or it was
 * renamed since, is told by the name of its type.
 */
export function sentenceFor(
  type: string,
  data: unknown,
  text: Readonly<Record<string, string>> | null,
): readonly Piece[] {
  return templates.get(type)?.tell(data, text) ?? [`did something that this version does not know (${type})`];
}
