import { appGrantRevoked, appShared, type FleetEvent } from '@annals/contracts';
import { givenLog, happened } from '@annals/views';
import { adam, botId, grantId, mia, olga, registered } from '../../testing/examples';
import { apps } from './apps.view';
import { standing } from './standing';

const now = '2026-06-03T09:15:00.000Z';
const numbered = (n: number) => `5a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const managed = appShared({ grantId, botId, to: adam, level: 'manage' });
const under = appShared({ grantId: numbered(2), botId, to: mia, level: 'edit', under: adam });
const underThat = appShared({ grantId: numbered(3), botId, to: olga, level: 'edit', under: mia });

function whoseStand(...events: FleetEvent[]) {
  const { grants } = givenLog(...[registered, ...events].map((event) => happened(event, {}))).viewOf(apps);
  const stands = standing(grants as unknown as Parameters<typeof standing>[0], now);
  return new Map(grants.map((row) => [row.person_id, stands(row as unknown as Parameters<typeof stands>[0])]));
}

describe('the view of apps', () => {
  it('S15: a grant that was given under another one stands while that one does and allows as much', () => {
    expect(whoseStand(managed, under, underThat)).toEqual(
      new Map([adam, mia, olga].map(({ personId }) => [personId, true])),
    );
    const revoked = appGrantRevoked({ grantId, botId, personId: adam.personId });
    expect(whoseStand(managed, under, underThat, revoked)).toEqual(
      new Map([mia, olga].map(({ personId }) => [personId, false])),
    );
    const lowered = appShared({ grantId: numbered(4), botId, to: mia, level: 'run', under: adam });
    expect(whoseStand(managed, under, underThat, lowered)).toEqual(
      new Map([
        [adam.personId, true],
        [mia.personId, true],
        [olga.personId, false],
      ]),
    );
    const circle = appShared({ grantId: numbered(5), botId, to: adam, level: 'manage', under: mia });
    expect([...whoseStand(managed, under, circle).values()]).toEqual([false, false]);
  });
});
