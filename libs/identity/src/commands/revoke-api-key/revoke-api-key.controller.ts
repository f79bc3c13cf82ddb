import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { RevokeApiKeyCommand } from './revoke-api-key.handler';

/** Any key of the organization, also a bot's. */
export const RevokeApiKeyController = serve(
  routes.identity.revokeApiKey,
  ({ asked, context }) => new RevokeApiKeyCommand(asked, context),
  idsAndEffect,
);

/** The same, by the bot that the key is of. */
export const RevokeBotKeyController = serve(
  routes.identity.revokeBotKey,
  ({ asked, context }) => new RevokeApiKeyCommand(asked, context),
  idsAndEffect,
);
