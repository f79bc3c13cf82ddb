import { z } from 'zod';
import { effect, id } from '../../words';

/** The first steps of an organization, in their order. */
export const checklistStep = z.enum(['created', 'described', 'bot', 'run', 'invited', 'workspace', 'billing_address']);
export type ChecklistStep = z.output<typeof checklistStep>;

/** GET …/checklist: `hidden`: who asks does not want to see it any more. */
export const Checklist = z
  .object({
    steps: z.array(z.object({ step: checklistStep, done: z.boolean() })).max(checklistStep.options.length),
    hidden: z.boolean(),
  })
  .meta({ id: 'Checklist' });
export type Checklist = z.output<typeof Checklist>;
export const ChecklistEffect = z.object({ organizationId: id, ...effect }).meta({ id: 'ChecklistEffect' });
