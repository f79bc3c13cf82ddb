import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, ofOrganization, serve } from '@annals/platform';
import { organization } from '../../organization/organization';
import { createRole } from './create-role';

export const CreateRoleController = serve(
  routes.organization.createRole,
  command('CreateRole', organization, ofOrganization, createRole),
  (decided, { context }) => ({ roleId: uuidV5(context.commandId, 'role'), ...effectOf(decided) }),
);
