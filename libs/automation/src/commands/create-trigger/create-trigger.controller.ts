import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { effectOf, serve, botsWith } from '@annals/platform';
import { personOf } from '../../fleet/own-bot';
import { CreateTriggerCommand } from './create-trigger.handler';

export const CreateTriggerController = serve(
  routes.automation.createTrigger,
  ({ asked, caller, context }) =>
    new CreateTriggerCommand({ ...asked, owner: personOf(caller) }, context, botsWith(caller, 'runs:read')),
  (made, { context }) => ({ triggerId: uuidV5(context.commandId, 'trigger'), ...effectOf(made), ...made.shown }),
);
