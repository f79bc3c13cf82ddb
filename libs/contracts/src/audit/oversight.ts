import type { EventOf } from '../define-event';
import { auditDestinationEvents } from './destinations/events';
import { erasuresEvents } from './erasures/events';
import { auditExportEvents } from './exports/events';
import { legalHoldsEvents } from './legal-holds/events';
import { auditReadEvents } from './reads/events';

/**
 * Stream `oversight-{organizationId}` (history.md §1): what those who look after an organization's history do with it.
 * Each of its slices has a folder of its own beside this file.
 */
export const oversightEvents = {
  ...auditExportEvents,
  ...auditDestinationEvents,
  ...erasuresEvents,
  ...legalHoldsEvents,
  ...auditReadEvents,
};
export type OversightEvent = EventOf<(typeof oversightEvents)[keyof typeof oversightEvents]>;
