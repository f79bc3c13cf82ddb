import type { AssetPlan, Belongings } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import type { z } from 'zod';
import type { Command } from '../../api/use-command';
import { PersonAvatar } from '../../components/avatar';
import { Box } from '../../components/box';
import { type Consequence, Consequences } from '../../components/confirm';
import { InlineError } from '../../components/failure';
import { ReasonField, reasonIn } from '../../components/reason-field';
import classes from './ending.module.css';
import { list, plural } from '../../format/words';
import { OwnedThings } from './owned-things';
import { type Place, type Places, planOf, toDecide } from './settlement';
import { useAboutBots } from './use-about-bots';

/** What is sent: the reason, and what becomes of what they own. */
export interface Said {
  reason?: string;
  assetPlan?: z.input<typeof AssetPlan>;
}

type Owned = z.output<typeof Belongings>;

interface Props {
  who: { personId: string; name: string; about: string };
  owned: Owned;
  /** All by name: "Remove Mia?", "Keep Mia", "Remove Mia", "Removing…". */
  words: { title: string; keep: string; act: string; pending: string; then: string; keysFate: string };
  consequences: readonly Consequence[];
  afterwards: string;
  askReason?: boolean;
  /** What else is chosen, and what becomes then of what is not decided. */
  choice?: ReactNode;
  otherwise?: string | undefined;
  command: Pick<Command<Said, object>, 'pending' | 'error'>;
  onKeep: () => void;
  onAct: (said: Said) => void;
}

/** So many bots that are at work are named. */
const NAMED = 3;

/** What runs goes on: nobody who goes takes work with them. */
function inProgress({ bots, runningTotal }: Owned): readonly Consequence[] {
  if (runningTotal === 0) return [];
  const names = bots.filter(({ running }) => running > 0).map(({ name }) => name);
  const more = names.length > NAMED || runningTotal > bots.reduce((sum, { running }) => sum + running, 0);
  const of = list([...names.slice(0, NAMED), ...(more ? ['others'] : [])]);
  return [
    {
      icon: IconClock,
      text: `${plural(runningTotal, 'run is', 'runs are')} at work (${of}). What has begun finishes.`,
    },
  ];
}

/** A page that ends a membership or lets it rest: a decision for each thing that is owned (W4), and what will happen. */
export function Ending({ who, owned, words, consequences, choice, otherwise, command, ...rest }: Props) {
  const [reason, setReason] = useState('');
  const [places, setPlaces] = useState<Places>(new Map());
  const decide = useCallback((ids: readonly string[], place: Place) => {
    setPlaces((before) => new Map([...before, ...ids.map((id) => [id, place] as const)]));
  }, []);
  const about = useAboutBots(owned.botsTotal > 0);
  const things = useRef<HTMLDivElement>(null);
  const isSettled = otherwise !== undefined || toDecide(owned).every((id) => places.has(id));
  const act = () => {
    // What is open is gone to, rather than a button that does not say why it is off.
    if (!isSettled) things.current?.querySelector<HTMLElement>('[data-open] input')?.focus();
    else {
      const assetPlan = planOf(places);
      rest.onAct({ ...reasonIn(reason), ...(assetPlan === undefined ? {} : { assetPlan }) });
    }
  };
  return (
    <>
      <div className={classes.top}>
        <div className={classes.who}>
          <PersonAvatar name={who.name} size="large" />
          <div>
            <p className={classes.heading}>{words.title}</p>
            <p className={classes.lead}>{who.about}</p>
          </div>
        </div>
        <div className={classes.buttons}>
          <Button variant="default" onClick={rest.onKeep} autoFocus>
            {words.keep}
          </Button>
          <Button
            color="vermilion"
            loading={command.pending}
            aria-label={command.pending ? words.pending : undefined}
            onClick={act}
          >
            {words.act}
          </Button>
        </div>
      </div>
      <InlineError error={command.error} />
      <div className={classes.page}>
        <div className={classes.main} ref={things}>
          {choice}
          <OwnedThings
            owned={owned}
            personId={who.personId}
            places={places}
            otherwise={otherwise}
            keysFate={words.keysFate}
            decide={decide}
            about={about}
          />
        </div>
        <div className={classes.side}>
          <Box title={words.then}>
            <Consequences of={[...consequences, ...inProgress(owned)]} className={classes.lines} />
          </Box>
          {rest.askReason === true && (
            <Box>
              <ReasonField reason={reason} onChange={setReason} maxRows={6} className={classes.inside} />
            </Box>
          )}
          <p className={classes.after}>{rest.afterwards}</p>
        </div>
      </div>
    </>
  );
}
