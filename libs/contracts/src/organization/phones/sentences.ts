import { phone, phrase, tells, workspace, type SentenceTemplate } from '../../sentence';
import {
  defaultPhoneNumberSet,
  phoneNumberAdded,
  phoneNumberAssigned,
  phoneNumberCodeRequested,
  phoneNumberRemoved,
  phoneNumberRenamed,
  phoneNumberVerified,
  type PhonesEvent,
} from './events';

const purposes = { contact: 'for contact', alerts: 'for alerts', channel: 'as a channel' };

export const phonesSentences: { readonly [Type in PhonesEvent['type']]: SentenceTemplate<Type> } = {
  PhoneNumberAdded: tells(phoneNumberAdded, ({ purpose }, text) => [
    `added the phone number ${text('number')} ${phrase(purposes, purpose)}, as ${text('label')}`,
  ]),
  PhoneNumberCodeRequested: tells(phoneNumberCodeRequested, ({ phoneId }) => [
    'had a new code sent to ',
    phone(phoneId),
  ]),
  PhoneNumberVerified: tells(phoneNumberVerified, ({ phoneId }) => ['verified the phone number ', phone(phoneId)]),
  DefaultPhoneNumberSet: tells(defaultPhoneNumberSet, ({ phoneId, purpose }) => [
    'made ',
    phone(phoneId),
    ` the phone number that is used ${phrase(purposes, purpose)}`,
  ]),
  PhoneNumberRenamed: tells(phoneNumberRenamed, ({ phoneId }, text) => [
    'called the phone number ',
    phone(phoneId),
    ` ${text('label')}`,
  ]),
  PhoneNumberAssigned: tells(phoneNumberAssigned, ({ phoneId, workspaceId }) => [
    'gave the phone number ',
    phone(phoneId),
    ' to ',
    workspaceId === undefined ? 'the whole organization' : workspace(workspaceId),
  ]),
  PhoneNumberRemoved: tells(phoneNumberRemoved, ({ phoneId }) => ['removed the phone number ', phone(phoneId)]),
};
