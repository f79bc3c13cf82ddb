import { tells, type SentenceTemplate } from '../../sentence';
import { organizationLogoRemoved, organizationLogoSet, type LogoEvent } from './events';

export const logoSentences: { readonly [Type in LogoEvent['type']]: SentenceTemplate<Type> } = {
  OrganizationLogoSet: tells(organizationLogoSet, () => ['set the logo of the organization']),
  OrganizationLogoRemoved: tells(organizationLogoRemoved, () => ['removed the logo of the organization']),
};
