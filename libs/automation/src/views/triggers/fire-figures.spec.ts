import { fireFigures, type FireRow } from './fire-figures';

const at = (second: number) => new Date(Date.UTC(2026, 5, 3, 10, 0, second)).toISOString();
const fire = (over: Partial<FireRow> = {}): FireRow => ({
  due: at(0),
  count: 1,
  run_id: '0c000000-0000-4000-8000-0000000000c1',
  status: 'succeeded',
  code: null,
  fate: 'fired',
  fired_at: at(1),
  ...over,
});

describe('B26: what due times came to, in figures', () => {
  it('is nothing where there was none', () =>
    expect(fireFigures([])).toEqual({ due: 0, fired: 0, skipped: [], notLaunched: 0, lateBy: null, strip: [] }));

  it('counts each due time once, a spell by all of them, and says why they were skipped', () => {
    const refused = { status: 'refused', fate: 'skipped', fired_at: at(1) };
    const found = fireFigures([
      fire(),
      fire({ status: 'failed' }),
      fire({ ...refused, code: 'STILL_RUNNING' }),
      fire({ status: 'missed', fate: 'skipped', run_id: null, fired_at: null, code: 'BOT_DISABLED', count: 7 }),
      fire({ ...refused, code: 'BOT_DISABLED' }),
    ]);
    expect(found).toMatchObject({ due: 11, fired: 2, notLaunched: 0 });
    expect(found.skipped).toEqual([
      { code: 'BOT_DISABLED', count: 8 },
      { code: 'STILL_RUNNING', count: 1 },
    ]);
  });

  it('P14: counts apart what did not launch', () => {
    const [refused, forbidden] = [{ code: 'WORKSPACE_ARCHIVED' }, { code: 'FORBIDDEN', count: 2 }];
    const not = (some: object) => fire({ status: 'refused', fate: 'not_launched', ...some });
    expect(fireFigures([not(refused), not(forbidden), fire({ status: 'lost' })])).toMatchObject({
      fired: 1,
      skipped: [],
      notLaunched: 3,
    });
  });

  it('says how late they were: half of them, and 99 of 100; by hand nothing is late', () => {
    const fires = Array.from({ length: 100 }, (_, n) => fire({ fired_at: at(n + 1) }));
    expect(fireFigures([...fires, fire({ fired_at: at(0) })]).lateBy).toEqual({ p50: 50_000, p99: 99_000 });
    expect(fireFigures([fire({ fired_at: at(0) })]).lateBy).toBeNull();
  });

  it('shows the last thirty, the oldest first', () => {
    const { strip } = fireFigures(Array.from({ length: 40 }, (_, n) => fire({ due: at(40 - n) })));
    expect([strip.length, strip[0]?.due, strip.at(-1)?.due]).toEqual([30, at(11), at(40)]);
  });
});
