import { refused, routes } from '@annals/contracts';
import { serveSession } from '@annals/platform';
import { SignOutCommand } from './sign-out.handler';

export const SignOutController = serveSession(routes.identity.signOut, ({ caller: { principal }, context }) => {
  if (principal?.session === undefined) throw refused('UNAUTHENTICATED');
  return new SignOutCommand({ userId: principal.id, sessionId: principal.session }, context);
});
