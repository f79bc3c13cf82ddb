import { Reader } from './reader';

/** Two tabs of one browser. */
function tabs() {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      kept.set(key, value);
    },
    removeItem: (key: string) => {
      kept.delete(key);
    },
  };
  const [one, other] = [new Reader(() => store), new Reader(() => store)];
  const surprised: string[] = [];
  const newcomers: string[] = [];
  one.tell({ another: () => surprised.push('one'), newcomer: () => newcomers.push('one') });
  other.tell({ another: () => surprised.push('other'), newcomer: () => newcomers.push('other') });
  return { one, other, surprised, newcomers };
}

describe('B2: whose account a tab shows', () => {
  it('is no surprise while it is the same person', () => {
    const { one, other, surprised, newcomers } = tabs();
    for (const tab of [one, other, one]) {
      tab.learn('ada');
      one.look();
      other.look();
    }
    expect([surprised, newcomers]).toEqual([[], []]);
  });

  it('changes when another tab signs in somebody else, and when it signs out', () => {
    const { one, other, surprised, newcomers } = tabs();
    one.learn('ada');
    other.forget();
    other.learn('bob');
    one.look();
    expect([surprised, newcomers]).toEqual([['one'], ['other']]);
    one.forget();
    one.learn('bob');
    other.leave();
    one.look();
    expect(surprised).toEqual(['one', 'one']);
  });

  it('changes when the server says so first', () => {
    const { one, surprised } = tabs();
    one.learn('ada');
    one.learn('bob');
    expect(surprised).toEqual(['one']);
  });

  it('is nobody’s before sign-in', () => {
    const { one, other, surprised } = tabs();
    one.learn('ada');
    other.look();
    expect(surprised).toEqual([]);
  });
});
