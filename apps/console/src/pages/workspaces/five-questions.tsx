import { Group, Radio } from '@mantine/core';
import { type Answers, questionIds, questions, recommended } from './which';
import classes from './five-questions.module.css';

interface Props {
  answers: Answers;
  onChange: (answers: Answers) => void;
  /** As the organization calls its workspaces, where there is one. */
  say?: (words: string) => string;
}

/** D6: five questions that tell whether a workspace is enough, a line each. */
export function FiveQuestions({ answers, onChange, say = (words) => words }: Props) {
  return questionIds.map((id) => (
    <Radio.Group
      key={id}
      className={classes.question}
      label={say(questions[id].asks)}
      value={answers[id] === undefined ? null : answers[id] ? 'yes' : 'no'}
      onChange={(value) => {
        onChange({ ...answers, [id]: value === 'yes' });
      }}
    >
      <Group>
        <Radio value="yes" label="Yes" />
        <Radio value="no" label="No" />
      </Group>
    </Radio.Group>
  ));
}

/** What the answers come to, with the rules that say so. */
export function Recommendation({ answers, say = (words) => words }: Omit<Props, 'onChange'>) {
  const found = recommended(answers);
  return (
    <div role="status">
      {found === undefined ? (
        'Answer all five to hear what fits.'
      ) : (
        <>
          <b>{found.kind === 'workspace' ? say('A workspace is enough.') : 'It needs an organization of its own.'}</b>{' '}
          {say(found.rules.join(' '))}
        </>
      )}
    </div>
  );
}
