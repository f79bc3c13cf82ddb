import { startersAmong } from './starters';

it('counts who may start runs in a workspace, and nobody who is invited, suspended or only looks', () =>
  expect(
    startersAmong([
      { role: 'operator', status: 'active' },
      { role: 'owner', status: 'active' },
      { role: 'viewer', status: 'active' },
      { role: 'builder', status: 'suspended' },
      { role: 'operator', status: null },
      { role: 'of_another_release', status: 'active' },
    ]),
  ).toBe(2));
