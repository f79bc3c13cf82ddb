import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, ofOrganization, serve } from '@annals/platform';
import { security } from '../../security/security';
import { addDomain } from './add-domain';

export const AddDomainController = serve(
  routes.organization.addDomain,
  command('AddDomain', security, ofOrganization, addDomain),
  (decided, { context }) => ({ domainId: uuidV5(context.commandId, 'domain'), ...effectOf(decided) }),
);
