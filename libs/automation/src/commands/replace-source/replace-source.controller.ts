import { routes } from '@annals/contracts';
import { idsAndEffect, serve } from '@annals/platform';
import { ReplaceSourceCommand } from './replace-source.handler';

export const ReplaceSourceController = serve(
  routes.automation.replaceSource,
  ({ asked: { content, ...asked }, context }) =>
    new ReplaceSourceCommand({ ...asked, bytes: Buffer.from(content, 'base64') }, context),
  idsAndEffect,
);
