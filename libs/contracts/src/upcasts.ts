import { automationUpcasts } from './automation/upcasts';
import { identityUpcasts } from './identity/upcasts';
import { organizationUpcasts } from './organization/upcasts';
import type { Upcast } from './upcast';

/**
 * Every upcast, by `Type@version` of what it takes. An entry is kept for ever, and events.golden.json has an event of
 * that version as it was stored (history.md §2).
 */
export const upcasts: ReadonlyMap<string, Upcast> = new Map(
  Object.entries({ ...automationUpcasts, ...identityUpcasts, ...organizationUpcasts }),
);
