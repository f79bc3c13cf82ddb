import { organizationSlugChanged, SLUG_LEADS_ON, type OrganizationEvent } from '@annals/contracts';
import { plus, type Decide } from '@annals/kernel';
import type { Organization } from '../../organization/organization';
import { mustBeFounded } from '../../organization/settings';

export interface ChangeSlug {
  readonly organizationId: string;
  readonly slug: string;
}

/** A14: the new one, or nothing where it is called so already; the old one leads here for 180 days. */
export const changeSlug: Decide<Organization, ChangeSlug, OrganizationEvent> = ({ settings }, { slug }, { now }) => {
  mustBeFounded(settings);
  if (settings.slug === slug) return [];
  const former = settings.slug === undefined ? {} : { formerUntil: plus(now, SLUG_LEADS_ON) };
  return [organizationSlugChanged(former, { slug })];
};
