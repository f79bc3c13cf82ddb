import type { ChecklistStep } from '@annals/contracts';
import { counters, rows, view, type Writer } from '@annals/views';

/** How often what a step asks for has happened. */
const steps = counters({ key: ['organization_id', 'step'], columns: { n: 'int8' } });
interface Tables {
  readonly steps: Writer<typeof steps>;
}
const happens =
  (step: ChecklistStep) =>
  (t: Tables, e: { readonly organization: string }): void =>
    t.steps.increment([e.organization, step], { n: 1 });

/** The first steps of an organization, by what happened, and who does not want to see them any more (A20). */
export const checklist = view({
  name: 'checklist',
  version: 1,
  tables: {
    steps,
    hidden: rows({ key: ['organization_id', 'person_id'], columns: { organization_id: 'uuid', person_id: 'uuid' } }),
  },
  on: {
    OrganizationCreated: happens('created'),
    OrganizationRenamed: happens('described'),
    LocaleSet: happens('described'),
    MemberInvited: happens('invited'),
    WorkspaceCreated: (t, e) => {
      if (!e.data.isDefault) happens('workspace')(t, e);
    },
    WorkspaceRenamed: happens('workspace'),
    BotRegistered: happens('bot'),
    RunRequested: happens('run'),
    BillingAddressSet: happens('billing_address'),
    ChecklistHidden: (t, e) => t.hidden.put({ organization_id: e.organization, person_id: e.data.personId }),
  },
});
