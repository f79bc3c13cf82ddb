import { routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { EnterUnverifiedCommand } from './enter-unverified.handler';

export const EnterUnverifiedController = serveSession(
  routes.identity.enterUnverified,
  ({ asked, context }, device) => new EnterUnverifiedCommand({ ...asked, device }, context),
);
