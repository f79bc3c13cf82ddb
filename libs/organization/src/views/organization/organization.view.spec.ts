import { organizationRenamed } from '@annals/contracts';
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
    expect(organizations).toEqual([
      {
        organization_id: organizationId,
        name: 'Halden Logistics',
        created_at: now,
        last_renamed_at: plus(now, { minutes: 4 }),
      },
    ]);
    expect(renames).toEqual([{ organization_id: organizationId, n: 2 }]);
  });

  it('has never been renamed at first', () => {
    const { organizations, renames } = givenLog(...logOf()).viewOf(organizationCard);
    expect([organizations[0]?.last_renamed_at, renames]).toEqual([null, []]);
  });

  it('has no name once the organization was erased', () =>
    expect(givenLog(...logOf('Halden')).erasedViewOf(organizationCard).organizations[0]?.name).toBeNull());
});
