import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { runsQuery } from '../../api/queries';
import { useOrganization } from '../../app/frame/frame-context';
import { useSteadyRows } from '../../components/use-steady-rows';
import { runsQueryOf } from './query';

const route = getRouteApi('/signed-in/organizations/$organizationId/runs');

/** The page of the run history that the URL asks for; live rows change in place, new ones wait to be shown. */
export function useRuns() {
  const { organizationId } = useOrganization();
  const filters = route.useSearch();
  // The start of a time range stays where it was when the page opened: a list that moves by itself cannot be read.
  const [opened] = useState(() => Date.now());
  const query = runsQueryOf(filters, opened);
  const result = useQuery(runsQuery(organizationId, query));
  const view = result.data === undefined || result.isPlaceholderData ? undefined : JSON.stringify(query);
  const steady = useSteadyRows(result.data?.items ?? [], (run) => run.runId, view);
  const { cursor: _, limit: __, ...matching } = query;
  return { result, filters, matching, ...steady };
}
