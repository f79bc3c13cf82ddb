import { type Bot, type GrantLevel, grantLevel, grantLevels } from '@annals/contracts';
import { Modal, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { z } from 'zod';
import { type Share, shareApp } from '../../api/app-grants';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { SubmitOrCancel, DialogFields } from '../../components/facts';
import { InlineError } from '../../components/failure';
import { LevelChoice } from '../../components/level-choice';
import { toast } from '../../components/toasts';
import { useSuccessors } from '../../components/use-successors';
import { endOfDay } from '../../format/time';

interface Props {
  bot: Pick<z.output<typeof Bot>, 'botId' | 'name'>;
  opened: boolean;
  close: () => void;
}

/** Shares a bot with somebody: what they may with it, and until when. */
export function ShareDialog({ opened, ...rest }: Props) {
  return (
    <Modal opened={opened} onClose={rest.close} title={`Share ${rest.bot.name}`} size={460}>
      {opened && <Form {...rest} />}
    </Modal>
  );
}

function Form({ bot: { botId, name }, close }: Omit<Props, 'opened'>) {
  const { organizationId, membership } = useOrganization();
  const [personId, setPersonId] = useState<string | null>(null);
  const [level, setLevel] = useState<GrantLevel>('run');
  const [lastDay, setLastDay] = useState('');
  const [typed, setTyped] = useState('');
  const people = useSuccessors({ typed, except: membership.personId });
  const command = useCommand((said: Share, key: string) => shareApp({ organizationId, botId, ...said }, key), {
    organizationId,
    onDone: () => {
      close();
      toast({ text: `Shared ${name}.` });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (personId === null) return;
    void command.run({ personId, level, ...(lastDay === '' ? {} : { until: endOfDay(lastDay) }) });
  };
  return (
    <form onSubmit={submit} noValidate>
      <DialogFields>
        <Select
          label="With whom"
          searchable
          data={people.choices}
          nothingFoundMessage={people.nobody}
          value={personId}
          onChange={setPersonId}
          onSearchChange={setTyped}
          filter={({ options }) => options}
        />
        <LevelChoice
          label="What they may"
          levels={grantLevel.options}
          words={grantLevels}
          value={level}
          onChange={setLevel}
        />
        <TextInput
          type="date"
          label="Until"
          description="The last day (UTC). Left empty, it has no end."
          value={lastDay}
          onChange={(event) => {
            setLastDay(event.currentTarget.value);
          }}
        />
        <InlineError error={command.error} />
      </DialogFields>
      <SubmitOrCancel pending={command.pending} disabled={personId === null} asks close={close}>
        Share bot
      </SubmitOrCancel>
    </form>
  );
}
