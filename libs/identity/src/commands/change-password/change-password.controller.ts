import { refused, routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { ChangePasswordCommand } from './change-password.handler';

export const ChangePasswordController = serveSession(
  routes.identity.changePassword,
  ({ asked, caller: { principal, former = false }, context }, device) => {
    if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
    return new ChangePasswordCommand({ ...asked, userId: principal.id, device, former }, context);
  },
);
