import { routes } from '@annals/contracts';
import { serve } from '@annals/platform';
import { OverviewQuery } from './overview.query';

export const OverviewController = serve(
  routes.automation.getOverview,
  ({ asked, minPosition }) => new OverviewQuery(asked, minPosition),
);
