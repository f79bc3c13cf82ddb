import { tells, type SentenceTemplate } from '../../sentence';
import { memberContactRequested, memberContactVerified, memberProfileUpdated, type ProfileEvent } from './events';

/** Only oneself can, so the actor says who. */
export const profileSentences: { readonly [Type in ProfileEvent['type']]: SentenceTemplate<Type> } = {
  MemberProfileUpdated: tells(memberProfileUpdated, () => ['changed what they are called']),
  MemberContactRequested: tells(memberContactRequested, () => ['asked to be written to at another address']),
  MemberContactVerified: tells(memberContactVerified, () => ['verified the address that they are written to at']),
};
