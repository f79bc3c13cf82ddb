import { type OrganizationEvent } from '@annals/contracts';
import { type SliceEvolve } from '@annals/kernel';

/** What an organization is called and whether it exists. Slugs, policies and status get their place here. */
export interface Settings {
  created: boolean;
  name: string;
}

export const noSettings = (): Settings => ({ created: false, name: '' });

export const settingsEvolve = {
  OrganizationCreated(settings, { text }): void {
    settings.created = true;
    settings.name = text.name;
  },
  OrganizationRenamed(settings, { text }): void {
    settings.name = text.name;
  },
} satisfies SliceEvolve<Settings, OrganizationEvent>;
