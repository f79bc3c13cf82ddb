import { pathOf, routes, type AnswerOf } from '@annals/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from './client';

const api = routes.audit;
export type HistoryProofs = AnswerOf<typeof api.getProofs>;
export type Checkpoint = AnswerOf<typeof api.getLatestCheckpoint>;
export type Inclusion = AnswerOf<typeof api.getInclusion>;

/** Whether the history is unbroken: known anew every ten seconds, whatever happens in the organization. */
export const proofsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ['proofs', organizationId],
    queryFn: ({ signal }) => call(api.getProofs)({ organizationId }, signal),
    refetchInterval: 10_000,
  });

export const checkpointsQuery = (organizationId: string, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['org', organizationId, 'checkpoints', cursor ?? ''],
    queryFn: ({ signal }) => call(api.listCheckpoints)({ organizationId, cursor, limit: 20 }, signal),
    placeholderData: keepPreviousData,
  });

/** Where an entry is in the tree; what is not signed yet is asked for again. */
export const inclusionQuery = (organizationId: string, sequence: number) =>
  queryOptions({
    queryKey: ['org', organizationId, 'inclusion', sequence],
    queryFn: ({ signal }) => call(api.getInclusion)({ organizationId, sequence }, signal),
    retry: false,
    refetchInterval: ({ state }) => (state.data === undefined ? 10_000 : false),
  });

/** Where the proof of an entry is as a file. */
export const proofFile = (organizationId: string, sequence: number): string =>
  pathOf(api.getInclusionFile, { organizationId, sequence });
