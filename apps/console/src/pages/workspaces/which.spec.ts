import { type Answers, questionIds, questions, recommended } from './which';

const all = (value: boolean): Answers => Object.fromEntries(questionIds.map((id) => [id, value]));

describe('D6, D14: a workspace, or an organization of its own?', () => {
  it('is asked by five questions, and recommended once all are answered', () => {
    expect(questionIds).toHaveLength(5);
    for (const id of questionIds) expect(recommended({ ...all(true), [id]: undefined })).toBeUndefined();
  });

  it.each(['bill', 'fees', 'signIn', 'people'] as const)('%s alone calls for an organization, by its rule', (id) =>
    expect(recommended({ ...all(false), [id]: true })).toEqual({ kind: 'organization', rules: [questions[id].rule] }),
  );

  it('a workspace is enough where bots, runs and knowledge are kept apart, or nothing is', () => {
    expect(recommended({ ...all(false), knowledge: true })).toEqual({
      kind: 'workspace',
      rules: [questions.knowledge.rule],
    });
    expect(recommended(all(false))?.kind).toBe('workspace');
  });

  it('whatever else is kept apart, one bill of its own decides', () =>
    expect(recommended({ ...all(false), bill: true, knowledge: true })).toEqual({
      kind: 'organization',
      rules: [questions.bill.rule],
    }));
});
