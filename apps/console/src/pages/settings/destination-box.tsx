import { Button, TextInput } from '@mantine/core';
import { IconPlayerPause, IconShare3, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import {
  pauseDestination,
  removeDestination,
  resumeDestination,
  rewindDestination,
  testDestination,
} from '../../api/destinations';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { Confirm } from '../../components/confirm';
import { Facts } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { toast } from '../../components/toasts';
import { When } from '../../components/when';
import { entryNumber, plural } from '../../format/words';
import { DestinationHealth } from './destination-health';
import { causeOf, type Shown } from './destination-words';
import classes from './destinations.module.css';

/** One destination: how it is, and what can be done about it. */
export function DestinationBox({ of, last }: { of: Shown; last: number }) {
  const { organizationId } = useOrganization();
  const ids = { organizationId, destinationId: of.destinationId };
  const test = useCommand((_: object, key: string) => testDestination(ids, key), {
    onDone: ({ taken, code, tookMs }) => {
      toast({
        text: taken
          ? `${of.name} took the test in ${tookMs} ms.`
          : `${of.name} did not take it: ${causeOf(code ?? '')}.`,
      });
    },
  });
  const resume = useCommand((_: object, key: string) => resumeDestination(ids, key), { organizationId });
  const { failing } = of;
  return (
    <Box title={of.name} action={<DestinationHealth of={of} />}>
      <div className={classes.body}>
        <Facts
          facts={[
            ['Has entries up to', of.after === 0 ? '–' : entryNumber(of.after)],
            ['Behind', of.behind === 0 ? 'nothing' : plural(of.behind, 'entry', 'entries')],
            ['Sent', plural(of.sent, 'entry', 'entries')],
            ['Last taken', of.sentAt === null ? '–' : <When at={of.sentAt} />],
            ...(failing === null
              ? []
              : ([
                  ['Takes nothing since', <When at={failing.since} />],
                  ['Tried', `${plural(failing.tries, 'time', 'times')}, and again by itself`],
                ] as const)),
          ]}
        />
        <div className={classes.acts}>
          <Button variant="default" loading={test.pending} onClick={() => void test.run({})}>
            Send a test
          </Button>
          {of.isPaused ? (
            <Button variant="default" loading={resume.pending} onClick={() => void resume.run({})}>
              Go on
            </Button>
          ) : (
            <Asked of={of} act="pause" />
          )}
          <Asked of={of} act="remove" />
        </div>
        <InlineError error={test.error ?? resume.error} />
        <Rewind of={of} last={last} />
      </div>
    </Box>
  );
}

const acts = {
  pause: {
    button: 'Pause…',
    keep: 'Keep sending',
    pendingWord: 'Pausing…',
    icon: IconPlayerPause,
    send: pauseDestination,
    text: () => 'It gets nothing more until you go on.',
    afterwards: 'Nothing is lost: it goes on where it was.',
  },
  remove: {
    button: 'Remove…',
    keep: 'Keep it',
    pendingWord: 'Removing…',
    icon: IconTrash,
    send: removeDestination,
    text: ({ behind }: Shown) =>
      behind === 0 ? 'It has everything until now, and gets nothing more.' : `It does not get the last ${behind}.`,
    afterwards: 'What it has stays there. Its secret is forgotten here.',
  },
} as const;

/** What is asked about first. */
function Asked({ of, act }: { of: Shown; act: keyof typeof acts }) {
  const { organizationId } = useOrganization();
  const [opened, setOpened] = useState(false);
  const { button, keep, pendingWord, icon, send, text, afterwards } = acts[act];
  const command = useCommand(
    (said: { reason?: string }, key: string) => send({ organizationId, destinationId: of.destinationId }, said, key),
    {
      organizationId,
      onDone: () => {
        setOpened(false);
      },
    },
  );
  const what = `${act === 'pause' ? 'Pause' : 'Remove'} ${of.name}`;
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          setOpened(true);
        }}
      >
        {button}
      </Button>
      <Confirm
        opened={opened}
        title={`${what}?`}
        consequences={[{ icon, text: text(of) }]}
        afterwards={afterwards}
        keep={keep}
        act={what}
        askReason
        pending={command.pending}
        pendingWord={pendingWord}
        error={command.error}
        onAct={(said) => void command.run(said)}
        onClose={() => {
          setOpened(false);
        }}
      />
    </>
  );
}

/** From which entry on it gets everything again. */
function Rewind({ of, last }: { of: Shown; last: number }) {
  const { organizationId } = useOrganization();
  const [typed, setTyped] = useState('1');
  const [opened, setOpened] = useState(false);
  const first = /^\d{1,12}$/.test(typed) ? Number(typed) : 0;
  const isRight = first >= 1 && first <= last + 1;
  const command = useCommand(
    (_: object, key: string) => rewindDestination({ organizationId, destinationId: of.destinationId }, first - 1, key),
    {
      organizationId,
      onDone: () => {
        setOpened(false);
      },
    },
  );
  const count = plural(Math.max(last - first + 1, 0), 'entry', 'entries');
  return (
    <form
      className={classes.acts}
      onSubmit={(event) => {
        event.preventDefault();
        if (isRight) setOpened(true);
      }}
    >
      <TextInput
        label="Send again from entry number"
        inputMode="numeric"
        value={typed}
        description={isRight ? `${count}, in order and with the same ids.` : `A number from 1 to ${last + 1}.`}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value.trim());
        }}
      />
      <Button type="submit" variant="default" disabled={!isRight}>
        Rewind…
      </Button>
      <Confirm
        opened={opened}
        title={`Rewind ${of.name}?`}
        consequences={[
          {
            icon: IconShare3,
            text: `${count} from ${entryNumber(first)} on ${first > of.after ? 'are next' : 'are sent again'}, in order.`,
          },
        ]}
        afterwards={
          first > of.after + 1
            ? `${entryNumber(of.after + 1)} to ${entryNumber(first - 1)} are left out.`
            : `${of.name} must skip what it has, by the ids.`
        }
        keep="Keep its place"
        act={`Rewind ${of.name}`}
        pending={command.pending}
        pendingWord="Rewinding…"
        error={command.error}
        onAct={() => void command.run({})}
        onClose={() => {
          setOpened(false);
        }}
      />
    </form>
  );
}
