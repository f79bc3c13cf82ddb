import { command, ofOrganization } from '@annals/platform';
import { oversight } from '../../oversight/oversight';
import { expireErasure } from './expire-erasure';

export const ExpireErasure = command('ExpireErasure', oversight, ofOrganization, expireErasure);
