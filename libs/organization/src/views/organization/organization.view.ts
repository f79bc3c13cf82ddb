import { counters, log, reasonOf, rows, shown, view, type ViewEvent, type Writer } from '@annals/views';

type Changed = Pick<ViewEvent<'OrganizationFrozen'>, 'organization' | 'sequence' | 'at' | 'meta'>;

const organizations = rows({
  key: ['organization_id'],
  columns: {
    organization_id: 'uuid',
    name: 'text?',
    logo: 'text?',
    created_at: 'instant',
    last_renamed_at: 'instant?',
    status: 'text',
    status_since: 'instant',
    status_by: 'text',
    status_reason: 'text?',
    suspended_by: 'text?',
    purge_at: 'instant?',
    country: 'text?',
    time_zone: 'text?',
    language: 'text?',
  },
});
/** Every status that it ever had, one after the other. */
const statuses = log({
  key: ['organization_id', 'sequence'],
  columns: {
    organization_id: 'uuid',
    sequence: 'int8',
    status: 'text',
    status_since: 'instant',
    status_by: 'text',
    status_reason: 'text?',
    suspended_by: 'text?',
  },
});
interface Tables {
  readonly organizations: Writer<typeof organizations>;
  readonly statuses: Writer<typeof statuses>;
}

/** Who changed the status, when and why. */
const standing = (e: Changed, status: string, suspendedBy: string | null = null) => ({
  status,
  status_since: e.at,
  status_by: e.meta.actor,
  status_reason: reasonOf(e),
  suspended_by: suspendedBy,
});

/** What it is from now on: on the card, and as one more of all that it ever was. */
function becomes(t: Tables, e: Changed, ...now: [status: string, suspendedBy?: string]): void {
  t.organizations.patch([e.organization], standing(e, ...now));
  t.statuses.put({ organization_id: e.organization, sequence: e.sequence, ...standing(e, ...now) });
}

/** The organization's card: what it is called, since when, how often that changed, and whether it works. */
export const organizationCard = view({
  name: 'organization',
  version: 8,
  sequence: true,
  tables: {
    organizations,
    /** What it is called in addresses, one after the other; `former_until` is how long the one before leads here. */
    slugs: log({
      key: ['organization_id', 'sequence'],
      columns: { organization_id: 'uuid', sequence: 'int8', slug: 'text?', former_until: 'instant?' },
    }),
    statuses,
    renames: counters({ key: ['organization_id'], columns: { n: 'int8' } }),
  },
  on: {
    OrganizationCreated: (t, e) => {
      t.organizations.put({
        organization_id: e.organization,
        name: shown(e.text, 'name'),
        created_at: e.at,
        ...standing(e, 'active'),
        purge_at: null,
      });
      becomes(t, e, 'active');
      t.slugs.put({ organization_id: e.organization, sequence: e.sequence, slug: shown(e.text, 'slug') ?? null });
    },
    OrganizationSlugChanged: (t, e) =>
      t.slugs.put({
        organization_id: e.organization,
        sequence: e.sequence,
        slug: shown(e.text, 'slug'),
        former_until: e.data.formerUntil ?? null,
      }),
    OrganizationRenamed: (t, e) => {
      t.organizations.patch([e.organization], { name: shown(e.text, 'name'), last_renamed_at: e.at });
      t.renames.increment([e.organization], { n: 1 });
    },
    OrganizationLogoSet: (t, e) => t.organizations.patch([e.organization], { logo: e.data.digest }),
    OrganizationLogoRemoved: (t, e) => t.organizations.patch([e.organization], { logo: null }),
    LocaleSet: (t, { organization, data: { country, timeZone, language } }) =>
      t.organizations.patch([organization], {
        ...(country === undefined ? {} : { country }),
        ...(timeZone === undefined ? {} : { time_zone: timeZone }),
        ...(language === undefined ? {} : { language }),
      }),
    OrganizationSuspended: (t, e) => becomes(t, e, 'suspended', e.data.by),
    OrganizationReactivated: (t, e) => becomes(t, e, 'active'),
    OrganizationFrozen: (t, e) => becomes(t, e, 'frozen'),
    OrganizationUnfrozen: (t, e) => becomes(t, e, 'active'),
    OrganizationDeletionRequested: (t, e) => {
      becomes(t, e, 'pending_deletion');
      t.organizations.patch([e.organization], { purge_at: e.data.purgeAt });
    },
    OrganizationDeletionCancelled: (t, e) => {
      becomes(t, e, 'active');
      t.organizations.patch([e.organization], { purge_at: null });
    },
  },
});
