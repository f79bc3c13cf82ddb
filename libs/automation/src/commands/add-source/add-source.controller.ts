import { routes } from '@annals/contracts';
import { uuidV5, type CommandContext } from '@annals/eventstore';
import { effectOf, serve } from '@annals/platform';
import { AddContentCommand, AddWebsiteCommand } from './add-source.handler';

const answer = (
  decided: { readonly revision: number; readonly position: string },
  { context }: { readonly context: CommandContext },
) => ({ sourceId: uuidV5(context.commandId, 'source'), ...effectOf(decided) });

export const AddTextController = serve(
  routes.automation.addText,
  ({ asked: { text, ...asked }, context }) =>
    new AddContentCommand({ ...asked, kind: 'text', bytes: Buffer.from(text) }, context),
  answer,
);

export const AddFileController = serve(
  routes.automation.addFile,
  ({ asked: { content, ...asked }, context }) =>
    new AddContentCommand({ ...asked, kind: 'file', bytes: Buffer.from(content, 'base64') }, context),
  answer,
);

export const AddWebsiteController = serve(
  routes.automation.addWebsite,
  ({ asked, context }) => new AddWebsiteCommand(asked, context),
  answer,
);
