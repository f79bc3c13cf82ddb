import { command } from '@annals/platform';
import { account } from '../../account/account';
import { recordResetMailed } from './record-reset-mailed';

export const RecordResetMailed = command('RecordResetMailed', account, ({ userId }) => [userId], recordResetMailed);
