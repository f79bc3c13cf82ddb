import {
  localeSet,
  organizationDeletionRequested,
  organizationLogoRemoved,
  organizationLogoSet,
  organizationReactivated,
  organizationRenamed,
  organizationSlugChanged,
  organizationSuspended,
} from '@annals/contracts';
import { plus } from '@annals/kernel';
import { givenLog, happened } from '@annals/views';
import { founded, now, organizationId } from '../../testing/some-organization';
import { organizationCard } from './organization.view';

const logOf = (...names: readonly string[]) =>
  [...founded, ...names.map((name) => organizationRenamed({}, { name }))].map((event, n) =>
    happened(event, { organization: organizationId, at: plus(now, { minutes: n }) }),
  );

describe('view organization', () => {
  it('A16: has the present name and how often it changed', () => {
    const { organizations, renames } = givenLog(...logOf('Halden', 'Halden Logistics')).viewOf(organizationCard);
    expect(organizations).toMatchObject([
      {
        organization_id: organizationId,
        name: 'Halden Logistics',
        created_at: now,
        last_renamed_at: plus(now, { minutes: 4 }),
        status: 'active',
        status_since: now,
        status_reason: null,
        suspended_by: null,
        country: null,
        time_zone: null,
      },
    ]);
    expect(renames).toEqual([{ organization_id: organizationId, n: 2 }]);
  });

  it('A12: has the logo that it has now', () => {
    const logoAfter = (...events: Parameters<typeof happened>[0][]) =>
      givenLog(...logOf(), ...events.map((event) => happened(event, { organization: organizationId }))).viewOf(
        organizationCard,
      ).organizations[0]?.logo;
    const set = organizationLogoSet({ digest: 'a'.repeat(64), format: 'png' });
    expect([logoAfter(), logoAfter(set), logoAfter(set, organizationLogoRemoved({}))]).toEqual([
      null,
      'a'.repeat(64),
      null,
    ]);
  });

  it('has never been renamed at first', () => {
    const { organizations, renames } = givenLog(...logOf()).viewOf(organizationCard);
    expect([organizations[0]?.last_renamed_at, renames]).toEqual([null, []]);
  });

  it('B2: says where it is at home, and keeps what a change leaves out', () => {
    const places = [
      localeSet({ country: 'NO', timeZone: 'Europe/Oslo', language: 'nb' }),
      localeSet({ timeZone: 'UTC' }),
    ];
    const moved = places.map((event) => happened(event, { organization: organizationId }));
    expect(givenLog(...logOf(), ...moved).viewOf(organizationCard).organizations[0]).toMatchObject({
      country: 'NO',
      time_zone: 'UTC',
      language: 'nb',
    });
  });

  it('A17: says what keeps it, since when, who said so and why, and that it goes on', () => {
    const paused = happened(organizationSuspended({ since: now, by: 'owner' }), {
      organization: organizationId,
      at: plus(now, { hours: 1 }),
      actor: 'user:olga',
    });
    expect(givenLog(...logOf(), paused).viewOf(organizationCard).organizations[0]).toMatchObject({
      status: 'suspended',
      status_since: plus(now, { hours: 1 }),
      suspended_by: 'owner',
    });
    const on = happened(organizationReactivated({}), { organization: organizationId, at: plus(now, { hours: 2 }) });
    expect(givenLog(...logOf(), paused, on).viewOf(organizationCard).organizations[0]).toMatchObject({
      status: 'active',
      status_since: plus(now, { hours: 2 }),
      suspended_by: null,
    });
  });

  it('A17: keeps every status that it had, and until when its deletion can be taken back', () => {
    const here = { organization: organizationId };
    const { organizations, statuses } = givenLog(
      ...logOf(),
      happened(organizationSuspended({ since: now, by: 'operator' }), { ...here, actor: 'operator:pat' }),
      happened(organizationReactivated({}), here),
      happened(organizationDeletionRequested({ since: now, purgeAt: plus(now, { days: 30 }) }), here),
    ).viewOf(organizationCard);
    expect(organizations[0]).toMatchObject({ status: 'pending_deletion', purge_at: plus(now, { days: 30 }) });
    expect(statuses.map(({ status, suspended_by: by }) => [status, by])).toEqual([
      ['active', null],
      ['suspended', 'operator'],
      ['active', null],
      ['pending_deletion', null],
    ]);
  });

  it('A14: keeps what it was called in addresses, with how long each leads here', () => {
    const formerUntil = plus(now, { days: 180 });
    const { slugs } = givenLog(
      ...logOf(),
      happened(organizationSlugChanged({}, { slug: 'halden-freight' }), { organization: organizationId }),
      happened(organizationSlugChanged({ formerUntil }, { slug: 'halden' }), { organization: organizationId }),
    ).viewOf(organizationCard);
    expect(slugs.map((row) => [row.slug, row.former_until])).toEqual([
      [null, null],
      ['halden-freight', null],
      ['halden', formerUntil],
    ]);
  });

  it('has no name once the organization was erased', () =>
    expect(givenLog(...logOf('Halden')).erasedViewOf(organizationCard).organizations[0]?.name).toBeNull());
});
