import { isSlug, slugBesides, slugOf } from './slug';

describe('A9: what an organization is called in addresses', () => {
  it.each([
    ['john', 1, 'john'],
    ['john', 2, 'john-2'],
    ['Halden Freight AS', 1, 'halden-freight-as'],
    ['Jörg & Söhne', 1, 'jorg-sohne'],
    ['io', 1, 'io-organization'],
    ['北京', 1, 'organization'],
    ['admin', 1, 'admin-org'],
    ['--', 3, 'organization-3'],
    ['x'.repeat(80), 2, `${'x'.repeat(32)}-2`],
  ])('%s, %i → %s', (name, nth, slug) => {
    expect(slugOf(name, nth)).toBe(slug);
    expect(isSlug(slugOf(name, nth))).toBe(true);
  });

  it('of a name that many have, it ends with letters of an id', () => {
    const slug = slugBesides('Halden Freight Terminal AS', '0a1b2c3d-0000');
    expect(slug).toBe('halden-freight-termi-0a1b2c3d');
    expect(isSlug(slug)).toBe(true);
  });

  it.each(['ab', 'Halden', 'halden_freight', '-halden', 'halden-', 'hal den', 'api', 'sign-in', 'x'.repeat(41)])(
    '%s is none',
    (slug) => expect(isSlug(slug)).toBe(false),
  );
});
