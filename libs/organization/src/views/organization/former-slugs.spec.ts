import { SLUG_LEADS_ON } from '@annals/contracts';
import { plus } from '@annals/kernel';
import { now } from '../../testing/some-organization';
import { formerSlugs } from './former-slugs';

const changed = (slug: string, days: number) => ({
  slug,
  former_until: plus(now, { days: days + SLUG_LEADS_ON.days }),
});
const first = { slug: 'halden', former_until: null };
const after = (days: number, ...rows: readonly { slug: string; former_until: string | null }[]) =>
  formerSlugs(rows, plus(now, { days })).map(({ slug }) => slug);

describe('A14: what an organization was called in addresses', () => {
  it('is named for 180 days, and no longer', () => {
    const rows = [changed('oslofjord', 0), first];
    expect(formerSlugs(rows, now)).toEqual([{ slug: 'halden', until: plus(now, { days: 180 }) }]);
    expect([after(179, ...rows), after(180, ...rows), after(181, ...rows)]).toEqual([['halden'], [], []]);
  });

  it('is named once, by its last change, and not at all while it is called so', () => {
    const there = [changed('halden-2', 30), changed('halden', 20), changed('oslofjord', 0), first];
    expect(after(40, ...there)).toEqual(['halden', 'oslofjord']);
    expect(after(205, ...there)).toEqual(['halden']);
    const back = [changed('halden', 20), changed('oslofjord', 0), first];
    expect(after(40, ...back)).toEqual(['oslofjord']);
  });
});
