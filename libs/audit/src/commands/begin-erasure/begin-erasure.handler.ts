import { command, ofOrganization } from '@annals/platform';
import { oversight } from '../../oversight/oversight';
import { beginErasure } from './begin-erasure';

export const BeginErasure = command('BeginErasure', oversight, ofOrganization, beginErasure);
