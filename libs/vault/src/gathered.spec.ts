import { gathered } from './gathered';

/** Rounds that end when the test says so. */
function held() {
  const rounds: { asked: readonly number[]; end: (outcome?: Error) => void }[] = [];
  const ask = gathered<number, string>(
    (asked) =>
      new Promise((resolve, reject) => {
        rounds.push({
          asked,
          end: (error) => {
            if (error) reject(error);
            else resolve(asked.map((n) => `#${n}`));
          },
        });
      }),
  );
  return { rounds, ask };
}

const turn = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve);
  });

describe('gathered', () => {
  it('serves a lone call at once', async () => {
    const { rounds, ask } = held();
    const answer = ask(1);
    await turn();
    rounds[0]?.end();
    expect(await answer).toBe('#1');
  });

  it('serves together, in the next round, whoever came during one; each gets its own answer', async () => {
    const { rounds, ask } = held();
    const answers = [ask(1), ask(2)];
    await turn();
    answers.push(ask(3), ask(4));
    expect(rounds.map(({ asked }) => asked)).toEqual([[1, 2]]);
    rounds[0]?.end();
    await turn();
    expect(rounds.map(({ asked }) => asked)).toEqual([
      [1, 2],
      [3, 4],
    ]);
    rounds[1]?.end();
    expect(await Promise.all(answers)).toEqual(['#1', '#2', '#3', '#4']);
  });

  it('fails those of a failed round, and goes on with the next', async () => {
    const { rounds, ask } = held();
    const first = ask(1);
    await turn();
    const second = ask(2);
    rounds[0]?.end(new Error('connection lost'));
    await expect(first).rejects.toThrow('connection lost');
    await turn();
    rounds[1]?.end();
    expect(await second).toBe('#2');
  });

  it('never mixes up answers when a round gives too few', async () => {
    const ask = gathered<number, number>(async () => []);
    await expect(ask(1)).rejects.toThrow('1 were asked, 0 answered');
  });
});
