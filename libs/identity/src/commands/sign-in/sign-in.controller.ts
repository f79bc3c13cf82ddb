import { routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { inTheSameTime } from '../../account/same-time.service';
import { SignInCommand } from './sign-in.handler';

export const SignInController = serveSession(
  routes.identity.signIn,
  ({ asked, context }, device) => new SignInCommand({ ...asked, device }, context),
  inTheSameTime,
);
