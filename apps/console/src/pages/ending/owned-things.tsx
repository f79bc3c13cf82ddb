import type { Belongings } from '@annals/contracts';
import { Button } from '@mantine/core';
import { IconBolt, IconKey, IconRobot } from '@tabler/icons-react';
import { memo, useState } from 'react';
import type { z } from 'zod';
import { count, plural } from '../../format/words';
import classes from './ending.module.css';
import { PlaceChoice } from './place-choice';
import { type Place, type Places, REST, toDecide, unnamed, unnamedRuns } from './settlement';

interface Props {
  owned: z.output<typeof Belongings>;
  /** Who is going. */
  personId: string;
  places: Places;
  /** Of what is not decided; undefined: it has to be. */
  otherwise: string | undefined;
  /** What becomes of their own keys. */
  keysFate: string;
  decide: (ids: readonly string[], place: Place) => void;
  /** What bots are, by their ids. */
  about: ReadonlyMap<string, string>;
}

/** So many rows are drawn before one asks for more: each is a list of people. */
const AT_ONCE = 50;

/** What somebody owns who goes: a decision for each bot, and what becomes of each key. */
export function OwnedThings(props: Props) {
  const { owned, places, otherwise } = props;
  const all = toDecide(owned);
  const open = all.filter((id) => !places.has(id)).length;
  return (
    <div className={classes.things}>
      {all.length > 0 && (
        <div className={classes.sum}>
          <p role="status">
            <b>
              {all.length - open} of {all.length} are settled.
            </b>{' '}
            {open > 0 && otherwise === undefined && (
              <span className={classes.bad}>{open === 1 ? '1 still needs' : `${open} still need`} a decision.</span>
            )}
          </p>
          {all.length > 1 && <GiveAll {...props} all={all} />}
        </div>
      )}
      <div className={classes.frame}>
        <div className={classes.head} aria-hidden>
          <span>What is owned</span>
          <span>At work</span>
          <span>Goes to</span>
        </div>
        {all.length > 0 && <Bots {...props} />}
        {owned.triggersTotal > 0 && <Triggers {...props} />}
        {owned.keysTotal > 0 && <Keys {...props} />}
      </div>
    </div>
  );
}

function GiveAll({ all, personId, decide }: Props & { all: readonly string[] }) {
  const [place, setPlace] = useState<Place>();
  return (
    <div className={classes.all}>
      <span aria-hidden>Give all to</span>
      <PlaceChoice label="Give all to" except={personId} chosen={place} onChange={setPlace} />
      <Button
        variant="default"
        disabled={place === undefined}
        onClick={() => {
          if (place !== undefined) decide(all, place);
        }}
      >
        Apply to {all.length}
      </Button>
    </div>
  );
}

function Bots({ owned, personId, places, otherwise, decide, about }: Props) {
  const more = unnamed(owned);
  const [shown, setShown] = useState(AT_ONCE);
  // The first that is open is always among them: it can be gone to.
  const until = Math.max(shown, owned.bots.findIndex(({ botId }) => !places.has(botId)) + 1);
  const row = { except: personId, otherwise, decide };
  return (
    <section aria-label="Bots">
      <h2 className={classes.group}>
        {plural(owned.botsTotal, 'bot')}{' '}
        <span>run on with a new owner, or are held: disabled until somebody takes them</span>
      </h2>
      <ul>
        {owned.bots.slice(0, until).map(({ botId, name, enabled, running, owned: theirs, runsAs }) => (
          <Bot
            key={botId}
            id={botId}
            name={name}
            sub={about.get(botId) ?? (enabled ? '' : 'Disabled')}
            running={running}
            runsAs={runsAs}
            theirs={theirs}
            place={places.get(botId)}
            {...row}
          />
        ))}
        {until < owned.bots.length && (
          <li className={classes.more}>
            <Button
              variant="default"
              onClick={() => {
                setShown(until + AT_ONCE);
              }}
            >
              Show more of {count(owned.bots.length)}
            </Button>
          </li>
        )}
        {more > 0 && (
          <Bot
            id={REST}
            name={plural(more, owned.bots.length > 0 ? 'more bot' : 'bot')}
            sub=""
            running={unnamedRuns(owned)}
            place={places.get(REST)}
            {...row}
          />
        )}
      </ul>
    </section>
  );
}

interface BotProps extends Pick<Props, 'otherwise' | 'decide'> {
  id: string;
  name: string;
  sub: string;
  running: number;
  /** Whether it runs as the person, and whether it is theirs. */
  runsAs?: boolean;
  theirs?: boolean;
  except: string;
  place: Place | undefined;
}

/** Who takes it is as whom it runs from then on. */
const runsAsWords = (theirs = true): string =>
  `Runs in this person’s name${theirs ? '' : ', and is owned by somebody else'}; then in that of who takes it`;

/** Drawn again only when something of it has changed: there may be hundreds. */
const Bot = memo(function Bot({ id, name, sub, running, except, place, otherwise, decide, ...of }: BotProps) {
  const open = place === undefined && otherwise === undefined;
  return (
    <li className={classes.row} data-open={open || undefined}>
      <IconRobot size={18} stroke={1.6} aria-hidden />
      <span className={classes.name}>
        {name}
        {sub !== '' && <small>{sub}</small>}
        {of.runsAs === true && <small className={classes.runsAs}>{runsAsWords(of.theirs)}</small>}
      </span>
      <span className={classes.used}>{running === 0 ? 'No run' : plural(running, 'run')}</span>
      <PlaceChoice
        label={`${name} goes to`}
        except={except}
        chosen={place}
        needed={open}
        onChange={(chosen) => {
          decide([id], chosen);
        }}
      />
      <span className={open ? classes.bad : classes.fine}>
        {place === undefined ? (otherwise ?? 'Not settled') : place === null ? 'Held from then' : 'Settled'}
      </span>
    </li>
  );
});

function Triggers({ owned: { triggers, triggersTotal } }: Props) {
  const more = triggersTotal - triggers.length;
  return (
    <section aria-label="Triggers">
      <h2 className={classes.group}>{plural(triggersTotal, 'trigger')}</h2>
      <ul>
        {triggers.map(({ triggerId, name, enabled }) => (
          <li key={triggerId} className={classes.row}>
            <IconBolt size={18} stroke={1.6} aria-hidden />
            <span className={classes.name}>
              {name}
              {!enabled && <small>Off</small>}
            </span>
            <span className={classes.used}>–</span>
            <span>Goes with its bot, or is turned off</span>
            <span className={classes.fine}>Settled</span>
          </li>
        ))}
        {more > 0 && <li className={classes.row}>And {plural(more, 'more trigger')}.</li>}
      </ul>
    </section>
  );
}

function Keys({ owned: { keys, keysTotal }, keysFate }: Props) {
  const more = keysTotal - keys.length;
  return (
    <section aria-label="API keys">
      <h2 className={classes.group}>{plural(keysTotal, 'API key')}</h2>
      <ul>
        {keys.map(({ keyId, name, ends }) => (
          <li key={keyId} className={classes.row}>
            <IconKey size={18} stroke={1.6} aria-hidden />
            <span className={classes.name}>
              {name}
              <small>{ends ? 'of the person' : 'of a bot or the organization'}</small>
            </span>
            <span className={classes.used}>–</span>
            <span>{ends ? keysFate : 'Lives on'}</span>
            <span className={classes.fine}>Settled</span>
          </li>
        ))}
        {more > 0 && <li className={classes.row}>And {plural(more, 'more key')}.</li>}
      </ul>
    </section>
  );
}
