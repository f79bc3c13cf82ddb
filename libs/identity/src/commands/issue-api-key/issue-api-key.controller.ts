import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { IssueApiKeyCommand } from './issue-api-key.handler';

export const IssueApiKeyController = serve(
  routes.identity.issueApiKey,
  ({ asked, context }) => new IssueApiKeyCommand(asked, context),
);
