import { oversightSentences } from './audit/oversight-sentences';
import { denialsSentences } from './audit/sentences';
import { bulkSentences } from './automation/bulk/sentences';
import { knowledgeSentences } from './automation/knowledge/sentences';
import { fleetSentences, presenceSentences, runSentences } from './automation/sentences';
import { billingSentences } from './billing/sentences';
import { accessSentences, accountSentences, keysSentences, sessionsSentences } from './identity/sentences';
import { securitySentences } from './organization/domains/sentences';
import { organizationSentences } from './organization/sentences';
import type { EventType } from './registry';
import type { Piece, SentenceTemplate } from './sentence';

/**
 * The audit log's sentence for every event type, after the actor's name. The compiler demands one for each (D5); none
 * is made of its type's name.
 */
export const sentences: { readonly [Type in EventType]: SentenceTemplate<Type> } = {
  ...organizationSentences,
  ...securitySentences,
  ...fleetSentences,
  ...presenceSentences,
  ...runSentences,
  ...bulkSentences,
  ...knowledgeSentences,
  ...keysSentences,
  ...accountSentences,
  ...sessionsSentences,
  ...accessSentences,
  ...denialsSentences,
  ...oversightSentences,
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
  const pieces = templates.get(type)?.tell(data, text);
  return pieces ? joined(pieces) : [`did something that this version does not know (${type})`];
}

/** The same sentence with as few pieces as there can be: words that follow each other are one. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.reduce<readonly Piece[]>((before, piece) => {
    const last = before.at(-1);
    return typeof last === 'string' && typeof piece === 'string'
      ? [...before.slice(0, -1), last + piece]
      : [...before, piece];
  }, []);
}
