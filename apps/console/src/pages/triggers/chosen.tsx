import type { changeOfTriggers } from '@annals/contracts';
import { Button, Modal } from '@mantine/core';
import { IconBan, IconBolt, IconHistory, IconPlayerPause } from '@tabler/icons-react';
import { useState } from 'react';
import type { z } from 'zod';
import { isRefusalCode } from '../../api/problem';
import { sentenceOf } from '../../api/sentences';
import { changeTriggers } from '../../api/triggers';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Confirm, type Consequence } from '../../components/confirm';
import { DialogButtons } from '../../components/facts';
import { toast } from '../../components/toasts';
import { count, list, plural } from '../../format/words';
import classes from './triggers.module.css';
import type { AnyTrigger } from './words';

type Act = z.output<typeof changeOfTriggers>;

/** So many are named before they are asked about. */
const NAMED = 5;

const words: Readonly<Record<Act, { bar: string; verb: string; done: string; pending: string; what: Consequence }>> = {
  enable: {
    bar: 'Turn on…',
    verb: 'Turn on',
    done: 'Turned on',
    pending: 'Turning on…',
    what: { icon: IconBolt, text: 'They fire from now on; failures are counted anew.' },
  },
  disable: {
    bar: 'Turn off…',
    verb: 'Turn off',
    done: 'Turned off',
    pending: 'Turning off…',
    what: { icon: IconPlayerPause, text: 'They fire no more. Runs that they began go on.' },
  },
  delete: {
    bar: 'Delete…',
    verb: 'Delete',
    done: 'Deleted',
    pending: 'Deleting…',
    what: { icon: IconBan, tone: 'bad', text: 'They fire no more, also not later. Each has to be made anew.' },
  },
};

/** What came of one of them: null where it is so now. */
interface Answer {
  readonly name: string;
  readonly code: string | null;
}

/** What is done about several triggers together: it asks first, and says what came of each where one was refused. */
export function ChosenTriggers({ triggers, clear }: { triggers: readonly AnyTrigger[]; clear: () => void }) {
  const { organizationId, can } = useOrganization();
  const [act, ask] = useState<Act>();
  const [answers, answer] = useState<readonly Answer[]>();
  const command = useCommand(
    (said: { act: Act; triggerIds: string[]; reason?: string }, key: string) =>
      changeTriggers({ organizationId, ...said }, key),
    { organizationId },
  );
  const names = new Map(triggers.map(({ triggerId, name }) => [triggerId, name]));
  const carryOut = async (asked: Act, said: { reason?: string }) => {
    const changed = await command.run({ act: asked, triggerIds: [...names.keys()], ...said });
    if (changed === undefined) return;
    ask(undefined);
    const all = changed.items.map(({ triggerId, code }) => ({ name: names.get(triggerId) ?? triggerId, code }));
    if (all.some(({ code }) => code !== null)) return answer(all);
    clear();
    toast({ text: `${words[asked].done} ${plural(all.length, 'trigger')}.` });
  };
  const acts: readonly Act[] = [
    ...(can('triggers:toggle') ? (['enable', 'disable'] as const) : []),
    ...(can('triggers:create') ? (['delete'] as const) : []),
  ];
  return (
    <div className={classes.chosen} role="group" aria-label="Chosen triggers">
      <b role="status">{count(triggers.length)} selected</b>
      {acts.map((each) => (
        <Button
          key={each}
          variant="default"
          onClick={() => {
            ask(each);
          }}
        >
          {words[each].bar}
        </Button>
      ))}
      <Button variant="subtle" onClick={clear}>
        Clear
      </Button>
      <Asking
        act={act}
        names={[...names.values()]}
        command={command}
        onAct={(asked, said) => void carryOut(asked, said)}
        close={() => {
          command.reset();
          ask(undefined);
        }}
      />
      <Answers
        of={answers}
        close={() => {
          answer(undefined);
          clear();
        }}
      />
    </div>
  );
}

interface AskingProps {
  act: Act | undefined;
  names: readonly string[];
  command: Pick<ReturnType<typeof useCommand>, 'pending' | 'error'>;
  onAct: (act: Act, said: { reason?: string }) => void;
  close: () => void;
}

function Asking({ act, names, command, onAct, close }: AskingProps) {
  const { verb, pending, what } = words[act ?? 'enable'];
  const more = names.length - NAMED;
  const named = list([...names.slice(0, NAMED), ...(more > 0 ? [`${count(more)} more`] : [])]);
  const all = plural(names.length, 'trigger');
  return (
    <Confirm
      opened={act !== undefined}
      title={`${verb} ${all}?`}
      consequences={[
        { icon: IconBolt, text: `${named}.` },
        what,
        { icon: IconHistory, text: 'What came of them before stays in the history.' },
      ]}
      afterwards={act === 'delete' ? 'It cannot be taken back.' : 'Each can be changed back at any time.'}
      keep="Leave them"
      act={`${verb} ${all}`}
      askReason
      pending={command.pending}
      pendingWord={pending}
      error={command.error}
      onAct={(said) => {
        if (act !== undefined) onAct(act, said);
      }}
      onClose={close}
    />
  );
}

function Answers({ of, close }: { of: readonly Answer[] | undefined; close: () => void }) {
  const refusals = of?.filter(({ code }) => code !== null).length ?? 0;
  return (
    <Modal opened={of !== undefined} onClose={close} title={`${plural(refusals, 'trigger')} not changed`} size={520}>
      <ul className={classes.answers} aria-label="What came of each">
        {of?.map(({ name, code }, index) => (
          <li key={index}>
            <b>{name}</b>
            <span>{code === null ? 'Done' : sentence(code)}</span>
          </li>
        ))}
      </ul>
      <DialogButtons>
        <Button onClick={close}>Close</Button>
      </DialogButtons>
    </Modal>
  );
}

/** Why, in words; the code itself where this console does not know it. */
const sentence = (code: string): string => (isRefusalCode(code) ? sentenceOf(code) : `Refused: ${code}.`);
