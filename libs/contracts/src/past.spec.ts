import { looksBack, momentAsked, momentIn, pathAt } from './past';
import { allRoutes, routes } from './routes';

describe('E1: addresses of the past', () => {
  it('name the moment after the organization, and are read back', () => {
    const url = pathAt('/api/v1/organizations/o1/bots?limit=2', '2026-10-06T09:15:00+02:00');
    expect(url).toBe('/api/v1/organizations/o1/at/2026-10-06T09%3A15%3A00%2B02%3A00/bots?limit=2');
    expect(momentIn(url)).toEqual({
      at: '2026-10-06T09%3A15%3A00%2B02%3A00',
      url: '/api/v1/organizations/o1/bots?limit=2',
    });
    expect(momentIn('/api/v1/organizations/o1/at/7')).toEqual({ at: '7', url: '/api/v1/organizations/o1' });
    expect(momentIn('/api/v1/organizations/o1/at/7?x=1')?.url).toBe('/api/v1/organizations/o1?x=1');
  });

  it.each(['/api/v1/organizations/o1/bots', '/api/v1/organizations/o1/at', '/api/v1/organizations/at/7', '/at/7/x'])(
    'are not %s',
    (url) => {
      expect(momentIn(url)).toBeUndefined();
    },
  );

  it('stand in the way of no route', () => {
    expect(allRoutes.filter(({ path }) => momentIn(path) !== undefined)).toEqual([]);
  });

  it.each([
    ['31874', 31_874],
    ['0', 0],
    ['2026-10-06T09:15:00Z', '2026-10-06T09:15:00.000Z'],
    ['2026-10-06T09:15:00.1239+02:00', '2026-10-06T07:15:00.123Z'],
  ])('%s is %s', (asked, moment) => {
    expect(momentAsked.parse(asked)).toBe(moment);
  });

  it.each(['-1', '1e3', '9999999999999999', 'now', '2026-10-06', '2026-02-30T00:00:00Z', ''])('%s is none', (asked) => {
    expect(momentAsked.safeParse(asked).success).toBe(false);
  });

  it('are those of routes that read views of an organization; commands have none', () => {
    const { automation, audit, identity, organization } = routes;
    expect([automation.listBots, audit.listAudit, organization.getOrganization].map(looksBack)).toEqual([
      true,
      true,
      true,
    ]);
    expect([automation.disableBot, identity.getMe, organization.getMyPermissions].map(looksBack)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
