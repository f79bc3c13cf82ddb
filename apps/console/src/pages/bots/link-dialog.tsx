import {
  type AnswerOf,
  type Bot,
  MOST_LINK_USES,
  type routes,
  SHARE_LINK_LASTS,
  shareLinkLevel,
  type ShareLinkLevel,
} from '@annals/contracts';
import { Modal, NumberInput, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { makeShareLink, type NewLink } from '../../api/share-links';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { LevelChoice } from '../../components/level-choice';
import { ShownOnce } from '../../components/shown-once';
import { dayIn, endOfDay } from '../../format/time';
import classes from './bots.module.css';
import { linkLevels } from './link-words';

type Made = AnswerOf<typeof routes.automation.makeShareLink>;

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name'>;
  opened: boolean;
  close: () => void;
}

/** Makes a link to a bot, and shows it once. */
export function LinkDialog({ bot, opened, close }: Props) {
  const [made, setMade] = useState<Made>();
  const end = () => {
    close();
    setMade(undefined);
  };
  return (
    <Modal
      opened={opened}
      onClose={end}
      title={made === undefined ? `Share ${bot.name} by link` : 'Copy the link now'}
      size={460}
      closeOnClickOutside={made === undefined}
      closeOnEscape={made === undefined}
    >
      {opened &&
        (made === undefined ? <Form bot={bot} close={end} made={setMade} /> : <NewLinkShown made={made} done={end} />)}
    </Modal>
  );
}

function Form({ bot: { botId }, close, made }: Omit<Props, 'opened'> & { made: (link: Made) => void }) {
  const { organizationId } = useOrganization();
  const [level, setLevel] = useState<ShareLinkLevel>('run');
  const [lastDay, setLastDay] = useState(() => dayIn(30));
  const [uses, setUses] = useState<number | string>('');
  const command = useCommand((said: NewLink, key: string) => makeShareLink({ organizationId, botId, ...said }, key), {
    organizationId,
    onDone: made,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const people = typeof uses === 'number' ? { uses } : {};
    void command.run({ level, until: endOfDay(lastDay), ...people });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <LevelChoice
          label="What it is good for"
          levels={shareLinkLevel.options}
          words={linkLevels}
          value={level}
          onChange={setLevel}
        />
        <TextInput
          type="date"
          label="Works until"
          description={`The last day (UTC), at most ${SHARE_LINK_LASTS.days} days from now.`}
          min={dayIn(0)}
          max={dayIn(SHARE_LINK_LASTS.days - 1)}
          value={lastDay}
          onChange={(event) => {
            setLastDay(event.currentTarget.value);
          }}
        />
        <NumberInput
          label="For how many people"
          description="Left empty, for everybody here who has it."
          min={1}
          max={MOST_LINK_USES}
          allowDecimal={false}
          value={uses}
          onChange={setUses}
        />
        <p className={classes.rule}>
          Only who belongs to this organization can use it, externals too. What they get stays theirs until somebody
          takes it back.
        </p>
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={lastDay === ''} asks close={close}>
        Make link
      </SubmitOrCancel>
    </form>
  );
}

function NewLinkShown({ made, done }: { made: Made; done: () => void }) {
  const { organizationId } = useOrganization();
  return (
    <ShownOnce
      noun="link"
      value={`${window.location.origin}/share/${organizationId}#${made.secret}`}
      end="Done"
      done={done}
    >
      who loses it makes another one.
    </ShownOnce>
  );
}
