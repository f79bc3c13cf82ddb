/** What somebody should make: another workspace, or an organization of its own. */
type Kind = 'organization' | 'workspace';

interface Question {
  readonly asks: string;
  /** What a yes calls for. */
  readonly yes: Kind;
  /** Why: how the product is. */
  readonly rule: string;
}

/** D6: what tells a workspace from an organization, in the order in which it is asked. */
export const questions = {
  bill: {
    asks: 'Does it get a bill of its own?',
    yes: 'organization',
    rule: 'A bill is of an organization; its workspaces share it.',
  },
  fees: {
    asks: 'Does it pay its own message fees?',
    yes: 'organization',
    rule: 'Message fees are paid by an organization, for all of its workspaces.',
  },
  signIn: {
    asks: 'Do its people sign in by a provider of their own?',
    yes: 'organization',
    rule: 'Single sign-on is of an organization, for everybody in it.',
  },
  people: {
    asks: 'Do other people say who comes in?',
    yes: 'organization',
    rule: 'Owners and Admins of an organization are in every workspace of it.',
  },
  knowledge: {
    asks: 'Are bots, runs and knowledge all that has to be kept apart?',
    yes: 'workspace',
    rule: 'A workspace keeps its bots, runs and knowledge to the people who were added to it.',
  },
} as const satisfies Record<string, Question>;

export type QuestionId = keyof typeof questions;
export const questionIds = Object.keys(questions) as QuestionId[];
export type Answers = Readonly<Partial<Record<QuestionId, boolean>>>;

/** What is recommended, with the rules that say so; undefined until every question is answered. */
export function recommended(answers: Answers): { kind: Kind; rules: readonly string[] } | undefined {
  if (questionIds.some((id) => answers[id] === undefined)) return undefined;
  const yes = questionIds.filter((id) => answers[id]).map((id): Question => questions[id]);
  const apart = yes.filter((question) => question.yes === 'organization');
  if (apart.length > 0) return { kind: 'organization', rules: apart.map(({ rule }) => rule) };
  return {
    kind: 'workspace',
    rules: yes.length > 0 ? yes.map(({ rule }) => rule) : ['Nothing of it needs an organization of its own.'],
  };
}
