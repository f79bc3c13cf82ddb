import { tells, type SentenceTemplate } from '../../sentence';
import { organizationCreated, organizationRenamed, type SettingsEvent } from './events';

export const settingsSentences: { readonly [Type in SettingsEvent['type']]: SentenceTemplate<Type> } = {
  OrganizationCreated: tells(organizationCreated, (_, text) => [`created the organization ${text('name')}`]),
  OrganizationRenamed: tells(organizationRenamed, (_, text) => [`renamed the organization to ${text('name')}`]),
};
