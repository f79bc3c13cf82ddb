import { command, ofOrganization } from '@annals/platform';
import { organization } from '../../organization/organization';
import { expireJoinRequest } from './expire-join-request';

export const ExpireJoinRequest = command('ExpireJoinRequest', organization, ofOrganization, expireJoinRequest);
