import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { trySearch } from '../../api/knowledge';
import { useCommand } from '../../api/use-command';
import type { WorkspaceIds } from '../../api/workspaces';
import { InlineError } from '../../components/failure';
import { count } from '../../format/words';
import classes from './knowledge.module.css';

interface Props {
  ids: WorkspaceIds;
  /** Only this one is looked through. */
  sourceId?: string;
}

/** What a bot would get to a question. */
export function TrySearch({ ids, sourceId }: Props) {
  const [question, setQuestion] = useState('');
  const [found, setFound] = useState<Awaited<ReturnType<typeof trySearch>>>();
  const command = useCommand(
    (asked: { question: string; sourceId?: string }, key) => trySearch({ ...ids, ...asked }, key),
    {
      onDone: (answer) => {
        setFound(answer);
      },
    },
  );
  const ask = (event: FormEvent) => {
    event.preventDefault();
    if (question.trim() !== '') void command.run({ question, ...(sourceId === undefined ? {} : { sourceId }) });
  };
  return (
    <>
      <form className={classes.try} onSubmit={ask} noValidate>
        <TextInput
          aria-label="Question"
          placeholder="How long may a return take?"
          maxLength={1_000}
          value={question}
          onChange={(event) => {
            setQuestion(event.currentTarget.value);
          }}
        />
        <Button type="submit" variant="default" loading={command.pending}>
          Search
        </Button>
      </form>
      <InlineError error={command.error} />
      <div role="status">
        {found?.passages.length === 0 && <p className={classes.help}>None of {count(found.searched)} passages.</p>}
        {found !== undefined && found.passages.length > 0 && (
          <p className={classes.help}>
            {found.by === 'words_and_meaning' ? 'By words and by meaning.' : 'By words.'} {count(found.searched)}{' '}
            searched.
          </p>
        )}
        {found !== undefined && found.passages.length > 0 && (
          <ol className={classes.passages}>
            {found.passages.map((passage, n) => (
              <li key={n}>
                <p>{passage.text}</p>
                <p className={classes.under}>{whereIs(passage)}</p>
              </li>
            ))}
          </ol>
        )}
      </div>
    </>
  );
}

function whereIs({
  sourceName,
  page,
  heading,
  address,
}: Awaited<ReturnType<typeof trySearch>>['passages'][number]): string {
  return [sourceName, page === null ? null : `page ${page}`, heading, address]
    .filter((each) => each !== null)
    .join(' · ');
}
