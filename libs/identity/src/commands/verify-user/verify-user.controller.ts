import { routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { VerifyUserCommand } from './verify-user.handler';

export const VerifyUserController = serveSession(
  routes.identity.verifyUser,
  ({ asked, context }, device) => new VerifyUserCommand({ ...asked, device }, context),
);
