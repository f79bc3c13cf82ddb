import { person, tells, type SentenceTemplate } from '../../sentence';
import { ownershipOffered, ownershipOfferWithdrawn, ownershipTransferred, type OwnershipEvent } from './events';

export const ownershipSentences: { readonly [Type in OwnershipEvent['type']]: SentenceTemplate<Type> } = {
  OwnershipOffered: tells(ownershipOffered, ({ offeredTo, stepsDown }) => [
    'offered the organization to ',
    person(offeredTo),
    stepsDown ? ', to be an Admin afterwards' : ', to own it together',
  ]),
  OwnershipOfferWithdrawn: tells(ownershipOfferWithdrawn, () => ['ended the offer of ownership']),
  OwnershipTransferred: tells(ownershipTransferred, ({ from, to }) => [
    'made ',
    person(to),
    ' an owner, by the hand of ',
    person(from),
  ]),
};
