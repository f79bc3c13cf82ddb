import { tells, type SentenceTemplate } from '../../sentence';
import { accountInfoUpdated, type AccountInfoEvent } from './events';

export const accountInfoSentences: { readonly [Type in AccountInfoEvent['type']]: SentenceTemplate<Type> } = {
  AccountInfoUpdated: tells(accountInfoUpdated, () => [
    'changed what the organization says about itself, for internal use',
  ]),
};
