import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { ResetPasswordCommand } from './reset-password.handler';

export const ResetPasswordController = serve(
  routes.identity.resetPassword,
  ({ asked, context }) => new ResetPasswordCommand(asked, context),
);
