import { command } from '@annals/platform';
import { account } from '../../account/account';
import { recordVerificationMailed } from './record-verification-mailed';

export const RecordVerificationMailed = command(
  'RecordVerificationMailed',
  account,
  ({ userId }) => [userId],
  recordVerificationMailed,
);
