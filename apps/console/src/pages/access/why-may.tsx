import { Button, CopyButton } from '@mantine/core';
import { IconBan, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { explanationQuery } from '../../api/access';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { LoadFailure } from '../../components/failure';
import { Placeholder } from '../../components/skeleton';
import { usePersonName } from '../../components/use-person-name';
import { useTerms } from '../../components/use-terms';
import { useWorkspaceNames } from '../../components/use-workspace-names';
import { exact } from '../../format/time';
import { entryNumber } from '../../format/words';
import classes from './access.module.css';
import { answerOf, asText, missingWords, type Way, waysOf } from './chain';
import { EventLink, EventWords } from './event-link';
import { Question, useQuestion } from './question';

const route = getRouteApi('/signed-in/organizations/$organizationId/access');

/** Why somebody may something: the answer in one sentence, then each way to it, link by link. */
export function WhyMay() {
  const { membership, organizationId } = useOrganization();
  const { person = membership.personId } = route.useSearch();
  const { question, on, moment, isKnown } = useQuestion();
  const inTerms = useTerms();
  const explained = useQuery({ ...explanationQuery(question, person), enabled: isKnown });
  const name = usePersonName(person) ?? 'This person';
  const names = useWorkspaceNames();
  const place =
    question.workspace === undefined
      ? inTerms('every workspace')
      : (names.get(question.workspace) ?? inTerms('this workspace'));
  const error = moment.error ?? explained.error;
  return (
    <>
      <Question about="person" />
      {explained.data === undefined &&
        (error === null ? (
          <Placeholder height={220} />
        ) : (
          <LoadFailure
            what="answer"
            error={error}
            retry={() => void (moment.error === null ? explained.refetch() : moment.refetch())}
          />
        ))}
      {explained.data !== undefined && (
        <Answer
          answer={answerOf(explained.data, name, waysOf(explained.data, place))}
          isAllowed={explained.data.allowed}
          missing={explained.data.allowed || explained.data.suspended ? undefined : missingWords(explained.data)}
          ways={waysOf(explained.data, place)}
          when={whenWords(on, question.after)}
        >
          <Link to="/organizations/$organizationId/people" params={{ organizationId }} search={{ row: person }}>
            {name}
          </Link>
          <Link
            to="/organizations/$organizationId/access"
            params={{ organizationId }}
            search={{ tab: 'who', may: question.permission, workspace: question.workspace, on }}
          >
            Who else?
          </Link>
        </Answer>
      )}
    </>
  );
}

const whenWords = (on: string | undefined, after: number | undefined): string =>
  on === undefined || after === undefined ? 'As it is now.' : `As of ${exact(on)}, after event ${entryNumber(after)}.`;

interface AnswerProps {
  answer: string;
  isAllowed: boolean;
  missing: string | undefined;
  ways: readonly Way[];
  when: string;
  children: React.ReactNode;
}

function Answer({ answer, isAllowed, missing, ways, when, children }: AnswerProps) {
  const Icon = isAllowed ? IconCircleCheck : IconBan;
  return (
    <>
      <section className={classes.banner} data-allowed={isAllowed || undefined} aria-label="Answer">
        <Icon size={20} stroke={1.7} aria-hidden />
        <div>
          <p className={classes.answer}>{answer}</p>
          <p>
            {missing ?? when} <span className={classes.links}>{children}</span>
          </p>
        </div>
        <CopyButton value={asText(answer, ways, when)}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy as text'}
            </Button>
          )}
        </CopyButton>
      </section>
      {ways.map((way) => (
        <Box key={way.name} title={way.name} className={classes.way ?? ''}>
          <ol className={classes.chain}>
            {way.links.map(({ words, event, rule }) => (
              <li key={words}>
                <div>
                  <span className={classes.words}>{words}</span>
                  {event === null ? (
                    <span className={classes.said}>{rule}</span>
                  ) : (
                    <>
                      <EventWords sequence={event.sequence} />
                      <span className={classes.said}>{exact(event.at)}</span>
                    </>
                  )}
                </div>
                {event === null ? (
                  <span className={classes.rule}>a rule</span>
                ) : (
                  <EventLink sequence={event.sequence} />
                )}
              </li>
            ))}
          </ol>
        </Box>
      ))}
    </>
  );
}
