import { routes } from '@annals/contracts';
import { uuidV5 } from '@annals/eventstore';
import { command, effectOf, ofOrganization, serve } from '@annals/platform';
import { isPublicProvider } from '../../security/public-providers.service';
import { security } from '../../security/security';
import { addDomain } from './add-domain';

export const AddDomain = command('AddDomain', security, ofOrganization, addDomain);

export const AddDomainController = serve(
  routes.organization.addDomain,
  ({ asked, context }) => new AddDomain.Command({ ...asked, isPublic: isPublicProvider(asked.domain) }, context),
  (decided, { context }) => ({ domainId: uuidV5(context.commandId, 'domain'), ...effectOf(decided) }),
);
