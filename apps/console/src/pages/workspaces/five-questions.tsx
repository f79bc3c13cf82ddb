import { Group, Radio } from '@mantine/core';
import { type Answers, questionIds, questions, recommended } from './which';
import classes from './workspaces.module.css';

interface Props {
  answers: Answers;
  onChange: (answers: Answers) => void;
  /** As the organization calls its workspaces, where there is one. */
  say?: (words: string) => string;
}

/** D6: tells by five answers whether a workspace is enough, with the rules behind it. */
export function FiveQuestions({ answers, onChange, say = (words) => words }: Props) {
  const found = recommended(answers);
  return (
    <>
      {questionIds.map((id) => (
        <Radio.Group
          key={id}
          label={say(questions[id].asks)}
          value={answers[id] === undefined ? null : answers[id] ? 'yes' : 'no'}
          onChange={(value) => {
            onChange({ ...answers, [id]: value === 'yes' });
          }}
        >
          <Group mt={4}>
            <Radio value="yes" label="Yes" />
            <Radio value="no" label="No" />
          </Group>
        </Radio.Group>
      ))}
      <div role="status" className={classes.found}>
        {found === undefined ? (
          'Answer all five to hear what fits.'
        ) : (
          <>
            <b>{found.kind === 'workspace' ? say('A workspace is enough.') : 'It needs an organization of its own.'}</b>{' '}
            {say(found.rules.join(' '))}
          </>
        )}
      </div>
    </>
  );
}
