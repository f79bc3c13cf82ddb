import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, ofOrganization, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { cloneRole } from './clone-role';

export const CloneRoleController = serve(
  routes.organization.cloneRole,
  command('CloneRole', organization, ofOrganization, cloneRole),
  (decided, { context }) => ({ roleId: uuidV5(context.commandId, 'role'), ...effectOf(decided) }),
);
