import { defineEvent, type EventOf } from '../../define-event';
import { id } from '../../words';

/** Somebody does not want to see the first steps any more (A20); others go on seeing them. */
export const checklistHidden = defineEvent('ChecklistHidden', { data: { personId: id } });

export const checklistEvents = { checklistHidden };
export type ChecklistEvent = EventOf<(typeof checklistEvents)[keyof typeof checklistEvents]>;
