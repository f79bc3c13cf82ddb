import { command, ofOrganization } from '@annals/platform';
import { organization } from '../../organization/organization';
import { endAccess } from './end-access';

export const EndAccess = command('EndAccess', organization, ofOrganization, endAccess);
