import { awaitedEnd, type TriggerKind, triggerKind } from '@annals/contracts';
import { Button, Checkbox, Group, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { everyBotQuery } from '../../api/queries';
import type { Settings } from '../../api/triggers';
import type { Command } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { runWords } from '../../format/status-words';
import { PolicyFields } from './policy-fields';
import { SchedulePreview } from './schedule-preview';
import { type Draft, settingsOf } from './settings';
import { type FieldProps, TimingFields } from './timing-fields';
import classes from './triggers.module.css';
import { kindWords } from './words';

/** What is sent: with the bot and the kind, where it is new. */
export interface Sent {
  botId: string;
  kind: TriggerKind;
  settings: Settings;
}
interface Props {
  title: string;
  act: string;
  first: Draft;
  /** Of one that is there: neither changes. */
  fixed?: { botId: string; kind: TriggerKind };
  bot?: string | undefined;
  command: Pick<Command<Sent, unknown>, 'run' | 'pending' | 'error'>;
  cancel: ReactNode;
}

/** Says when a bot runs. What would come of it is beside, as the server counts it. */
export function TriggerForm({ title, act, first, fixed, bot, command, cancel }: Props) {
  const { organizationId, can } = useOrganization();
  const [draft, setDraft] = useState(first);
  const [kind, setKind] = useState<TriggerKind>(fixed?.kind ?? 'schedule');
  const [chosen, choose] = useState(fixed?.botId ?? bot);
  const all = useQuery(everyBotQuery(organizationId)).data ?? [];
  const bots = all.filter(({ workspaceId }) => can('triggers:create', workspaceId));
  const botId = chosen ?? bots[0]?.botId ?? '';
  const set = (next: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...next }));
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void command.run({ botId, kind, settings: settingsOf(kind, draft) });
      }}
    >
      <div className={classes.formHead}>
        <div>
          <h2 className={classes.title}>{title}</h2>
          <p className={classes.lead}>Says when a bot runs, in your name.</p>
        </div>
        <div className={classes.acts}>
          {cancel}
          <Button type="submit" loading={command.pending} disabled={botId === '' || draft.name.trim() === ''}>
            {act}
          </Button>
        </div>
      </div>
      <div className={kind === 'schedule' ? classes.columns : undefined}>
        <div className={classes.main}>
          <Box>
            <div className={classes.boxed}>
              <InlineError error={command.error} />
              <TextInput
                label="Name"
                required
                value={draft.name}
                maxLength={80}
                onChange={(event) => {
                  set({ name: event.currentTarget.value });
                }}
              />
              <NativeSelect
                label="Bot"
                disabled={fixed !== undefined}
                value={botId}
                data={(fixed ? all : bots).map((each) => ({ value: each.botId, label: each.name }))}
                onChange={(event) => {
                  choose(event.currentTarget.value);
                }}
              />
            </div>
          </Box>
          <Box title="When">
            <div className={classes.boxed}>
              {fixed === undefined && (
                <SegmentedControl
                  aria-label="Kind"
                  value={kind}
                  data={triggerKind.options.map((value) => ({ value, label: kindWords[value] ?? value }))}
                  onChange={(value) => {
                    setKind(triggerKind.parse(value));
                  }}
                />
              )}
              {kind === 'schedule' && <TimingFields draft={draft} set={set} />}
              {kind === 'webhook' && (
                <p className={classes.words}>
                  A program calls an address of its own, signed with a secret; what it sends becomes the input of the
                  run. Both are shown once, when it is made.
                </p>
              )}
              {kind === 'event' && <EventFields draft={draft} set={set} bots={all} except={botId} />}
            </div>
          </Box>
          <PolicyFields draft={draft} set={set} kind={kind} />
        </div>
        {kind === 'schedule' && (
          <div className={classes.side}>
            <SchedulePreview draft={draft} />
          </div>
        )}
      </div>
    </form>
  );
}

function EventFields({
  draft,
  set,
  bots,
  except,
}: FieldProps & { bots: readonly { botId: string; name: string }[]; except: string }) {
  const others = bots.filter(({ botId }) => botId !== except);
  return (
    <>
      <NativeSelect
        label="When a run of"
        value={draft.source}
        data={[{ value: '', label: 'Choose a bot' }, ...others.map((bot) => ({ value: bot.botId, label: bot.name }))]}
        onChange={(event) => {
          set({ source: event.currentTarget.value });
        }}
      />
      <Checkbox.Group
        label="has"
        value={draft.ends}
        onChange={(ends) => {
          set({ ends });
        }}
      >
        <Group gap="md" mt={6}>
          {awaitedEnd.options.map((end) => (
            <Checkbox key={end} value={end} label={runWords[end]} />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}
