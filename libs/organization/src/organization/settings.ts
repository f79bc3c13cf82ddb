import type { organizationCreated, organizationRenamed, EventOf } from '@annals/contracts';
import type { Seen } from '@annals/kernel';

/** What an organization is called and whether it exists. Slugs, policies and status get their place here. */
export interface Settings {
  created: boolean;
  name: string;
}

export const noSettings = (): Settings => ({ created: false, name: '' });

export const settingsEvolve = {
  created(settings: Settings, { text }: Seen<EventOf<typeof organizationCreated>>): void {
    settings.created = true;
    settings.name = text.name;
  },
  renamed(settings: Settings, { text }: Seen<EventOf<typeof organizationRenamed>>): void {
    settings.name = text.name;
  },
};
