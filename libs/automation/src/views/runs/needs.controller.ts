import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { NeedsQuery } from './needs.query';

export const NeedsController = serve(
  routes.automation.getNeeds,
  ({ asked, minPosition }) => new NeedsQuery(asked.organizationId, minPosition),
);
