import type { SentencePart } from '@annals/contracts';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { personal } from '../format/words';
import { Marked } from './marked';
import classes from './sentence.module.css';

type Part = z.output<typeof SentencePart>;
type Thing = Extract<Part, { kind: string }>;
interface Actor {
  readonly label: string | null;
}
interface Props {
  organizationId: string;
  parts: readonly Part[];
  actor: Actor;
  /** What was looked for. */
  marked?: string | undefined;
}

/** A sentence of the history: who did it is bold, the things it speaks of lead to where they are. */
export function Sentence({ organizationId, parts, actor, marked }: Props) {
  return (
    <span className={classes.sentence}>
      <b>
        <Marked text={personal(actor.label)} part={marked} />
      </b>{' '}
      {parts.map((part, index) =>
        'kind' in part ? (
          <ThingLink key={index} organizationId={organizationId} thing={part} marked={marked} />
        ) : (
          <span key={index}>
            <Marked text={part.text} part={marked} />
          </span>
        ),
      )}
    </span>
  );
}

function ThingLink({
  organizationId,
  thing,
  marked,
}: {
  organizationId: string;
  thing: Thing;
  marked: string | undefined;
}) {
  const label = <Marked text={personal(thing.label)} part={marked} />;
  const common = { params: { organizationId }, className: classes.link };
  switch (thing.kind) {
    case 'person':
      return (
        <Link to="/organizations/$organizationId/people" search={{ row: thing.id }} {...common}>
          {label}
        </Link>
      );
    case 'bot':
      return (
        <Link to="/organizations/$organizationId/bots" search={{ row: thing.id }} {...common}>
          {label}
        </Link>
      );
    case 'run':
      return (
        <Link to="/organizations/$organizationId/runs" search={{ row: thing.id }} {...common}>
          {label}
        </Link>
      );
    case 'trigger':
      return (
        <Link
          to="/organizations/$organizationId/triggers/$triggerId"
          params={{ organizationId, triggerId: thing.id }}
          className={classes.link}
        >
          {label}
        </Link>
      );
    case 'calendar':
      return (
        <Link to="/organizations/$organizationId/triggers/calendars" {...common}>
          {label}
        </Link>
      );
    case 'invitation':
      return (
        <Link to="/organizations/$organizationId/people" search={{ tab: 'invitations' }} {...common}>
          {label}
        </Link>
      );
    default: // it has no page, or this console does not know its kind
      return <em className={classes.plain}>{label}</em>;
  }
}
