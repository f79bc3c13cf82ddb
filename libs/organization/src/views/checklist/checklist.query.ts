import { checklistStep, routes, type AnswerOf, type AskedOf } from '@annals/contracts';
import { query, serve, type QueryContext } from '@annals/platform';
import type { ViewDb } from '@annals/views';
import { checklist } from './checklist.view';

type Route = typeof routes.organization.getChecklist;

/** Which of the first steps happened, and whether who asks wants to see them; a key has no such wish. */
async function getChecklist(
  db: ViewDb<typeof checklist>,
  { organizationId }: AskedOf<Route>,
  { member }: QueryContext,
): Promise<AnswerOf<Route>> {
  const happened = await db
    .selectFrom('steps')
    .select('step')
    .where('organization_id', '=', organizationId)
    .where('n', '>', 0)
    .execute();
  const hidden = await db
    .selectFrom('hidden')
    .select('person_id')
    .where('organization_id', '=', organizationId)
    .where('person_id', '=', member?.personId ?? organizationId)
    .executeTakeFirst();
  const done = new Set(happened.map(({ step }) => step));
  return { steps: checklistStep.options.map((step) => ({ step, done: done.has(step) })), hidden: hidden !== undefined };
}

export const GetChecklist = query('GetChecklist', checklist, getChecklist);

export const GetChecklistController = serve(routes.organization.getChecklist, GetChecklist);
