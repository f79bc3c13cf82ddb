import { ApiError } from '../../api/problem';
import { sentenceOf } from '../../api/sentences';
import { oneByOne } from './one-by-one';

const act = (outcomes: Readonly<Record<string, ApiError>>) => (of: string) => {
  const failed = outcomes[of];
  return failed === undefined ? Promise.resolve({ position: of }) : Promise.reject(failed);
};

describe('the same act on several', () => {
  it('is done for each by itself, and names who was refused', async () => {
    const refused = new ApiError('NOT_EXTERNAL', 409);
    expect(await oneByOne(['1', '2', '3'], act({ 2: refused }))).toEqual({
      done: ['1', '3'],
      refused: [{ of: '2', why: sentenceOf('NOT_EXTERNAL') }],
      position: '3',
    });
    expect(await oneByOne(['2'], act({ 2: refused }))).toMatchObject({ done: [] });
  });

  it('stops where it is not known what came of one: sent again, it goes on', async () => {
    const lost = new ApiError('OFFLINE', 0);
    await expect(oneByOne(['1', '2'], act({ 2: lost }))).rejects.toBe(lost);
  });
});
