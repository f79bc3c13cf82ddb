import { tells, type SentenceTemplate } from '../../sentence';
import { checklistHidden, type ChecklistEvent } from './events';

/** Only oneself can, so the actor says who. */
export const checklistSentences: { readonly [Type in ChecklistEvent['type']]: SentenceTemplate<Type> } = {
  ChecklistHidden: tells(checklistHidden, () => ['hid the first steps']),
};
