import { type AnswerOf, type Permission, routes } from '@annals/contracts';
import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query';
import { callAt } from './client';

/** What is asked: who may something, in the whole organization or in one workspace, now or after an event. */
export interface AccessQuestion {
  organizationId: string;
  permission: Permission;
  workspace?: string | undefined;
  /** The number of the event after which; undefined: now. */
  after?: number | undefined;
}
export type Holder = AnswerOf<typeof routes.organization.listAccess>['items'][number];
export type HeldKey = AnswerOf<typeof routes.identity.listKeysWithAccess>['items'][number];
export type Explanation = AnswerOf<typeof routes.organization.explainAccess>;
export type Compared = AnswerOf<typeof routes.organization.compareAccess>['people'][number];
interface Part {
  cursor?: string | undefined;
  limit?: number;
}

export const readHolders = ({ after, ...asked }: AccessQuestion, part: Part, signal?: AbortSignal) =>
  callAt(routes.organization.listAccess)({ ...asked, ...part }, after, signal);
export const readHeldKeys = ({ after, ...asked }: AccessQuestion, part: Part, signal?: AbortSignal) =>
  callAt(routes.identity.listKeysWithAccess)({ ...asked, ...part }, after, signal);

export const holdersQuery = (question: AccessQuestion, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['org', question.organizationId, 'holders', question, cursor ?? ''],
    queryFn: ({ signal }) => readHolders(question, { cursor, limit: 50 }, signal),
    placeholderData: keepPreviousData,
  });
/** The newest of them: beyond 200 they are counted. */
export const heldKeysQuery = (question: AccessQuestion) =>
  queryOptions({
    queryKey: ['org', question.organizationId, 'held-keys', question],
    queryFn: ({ signal }) => readHeldKeys(question, { limit: 200 }, signal),
    placeholderData: keepPreviousData,
  });

/** What became of people who could: whether they may now, are suspended, or left. */
export const comparedQuery = (question: AccessQuestion, people: readonly string[]) => {
  const { organizationId, permission, workspace } = question;
  return queryOptions({
    queryKey: ['org', organizationId, 'compared', permission, workspace ?? '', people],
    queryFn:
      people.length === 0
        ? skipToken
        : async ({ signal }) => {
            const asked = { organizationId, permission, workspace, people: people.join(',') };
            const answer = await callAt(routes.organization.compareAccess)(asked, undefined, signal);
            return new Map(answer.people.map((each) => [each.personId, each]));
          },
  });
};

/** Why somebody may something, or why not. */
export const explanationQuery = (question: AccessQuestion, person: string) => {
  const { after, ...asked } = question;
  return queryOptions({
    queryKey: ['org', question.organizationId, 'explanation', question, person],
    queryFn: ({ signal }) => callAt(routes.organization.explainAccess)({ ...asked, person }, after, signal),
  });
};

/** Which event was the last one at an instant. */
export const lastEventQuery = (organizationId: string, at: string) =>
  queryOptions({
    queryKey: ['org', organizationId, 'last-event', at],
    queryFn: ({ signal }) => callAt(routes.audit.getMoment)({ organizationId, at }, undefined, signal),
    staleTime: Infinity,
  });
