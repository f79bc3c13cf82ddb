import type { Upcast } from '../upcast';

/** How released forms of this context's events become today's, by `Type@version` of what is taken. */
export const automationUpcasts: Readonly<Record<string, Upcast>> = {
  /** Runs that workers were at went on. */
  'BotDisabled@1': (event) => ({ ...event, version: 2 }),
  /** Nobody said who did it. */
  'RunStarted@1': (event) => ({ ...event, version: 2, text: {} }),
  /** Bots had no configuration. */
  'RunStarted@2': (event) => ({ ...event, version: 3 }),
  /** There were no calendars. */
  'TriggerCreated@1': (event) => ({ ...event, version: 2 }),
  'TriggerUpdated@1': (event) => ({ ...event, version: 2 }),
  /** There were no copies of bots, and no links to them. */
  'BotRegistered@1': (event) => ({ ...event, version: 2 }),
  'AppShared@1': (event) => ({ ...event, version: 2 }),
};
