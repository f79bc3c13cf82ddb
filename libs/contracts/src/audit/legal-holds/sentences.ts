import { tells, type SentenceTemplate } from '../../sentence';
import { legalHoldLifted, legalHoldPlaced, type LegalHoldsEvent } from './events';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

export const legalHoldsSentences: { readonly [Type in LegalHoldsEvent['type']]: SentenceTemplate<Type> } = {
  LegalHoldPlaced: tells(legalHoldPlaced, ({ people: held }, text) => [
    `placed the legal hold “${text('name')}” on ${held === undefined ? 'everybody' : people(held.length)}`,
  ]),
  LegalHoldLifted: tells(legalHoldLifted, () => ['lifted a legal hold']),
};
