import type { OrganizationEvent } from '@annals/contracts';
import type { SliceEvolve } from '@annals/kernel';

/** Who does not want to see the first steps any more. What is done of them is told by a view. */
export interface Checklist {
  readonly hiddenBy: Map<string, true>;
}

export const noChecklist = (): Checklist => ({ hiddenBy: new Map() });

export const checklistEvolve = {
  ChecklistHidden({ hiddenBy }, { data: { personId } }): void {
    hiddenBy.set(personId, true);
  },
} satisfies SliceEvolve<Checklist, OrganizationEvent>;
