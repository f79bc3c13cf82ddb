import { reaction, type Job, type ViewEvent } from '@annals/views';

export const KEEP_TRIGGER_DUE = 'automation.keep-trigger-due';

type Changed = ViewEvent<
  'TriggerCreated' | 'TriggerUpdated' | 'TriggerEnabled' | 'TriggerDisabled' | 'TriggerAutoPaused' | 'TriggerDeleted'
>;

const jobFor = ({ id, organization, data }: Changed): Job => ({
  queue: KEEP_TRIGGER_DUE,
  key: id,
  payload: { organizationId: organization, triggerId: data.triggerId },
});

/** B12: whatever changes when a trigger fires changes when it is looked at next. */
export const keepTriggerDueWhenTriggerChanges = reaction({
  name: 'keep-trigger-due-when-trigger-changes',
  on: {
    TriggerCreated: (e) => [jobFor(e)],
    TriggerUpdated: (e) => [jobFor(e)],
    TriggerEnabled: (e) => [jobFor(e)],
    TriggerDisabled: (e) => [jobFor(e)],
    TriggerAutoPaused: (e) => [jobFor(e)],
    TriggerDeleted: (e) => [jobFor(e)],
  },
});
