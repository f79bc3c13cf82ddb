import { graceDays } from '@annals/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { IconClock, IconPlayerPause, IconTrash } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { cancelDeletion, requestDeletion } from '../../api/organization';
import { useCommand } from '../../api/use-command';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { ReasonField, reasonIn } from '../../components/reason-field';
import { toast } from '../../components/toasts';
import { clock, date } from '../../format/time';
import classes from './deletion.module.css';
import { SignInAgain } from './sign-in-again';
import settings from './settings.module.css';

const days = [graceDays.least, 14, graceDays.usual, 60, graceDays.most];
const inDays = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString();

/** The end of the organization: asked for by its name, taken back until the days of grace are over. */
export function DeletionBox() {
  const { name, status } = useOrganization().organization;
  return (
    <Box title={<span className={classes.title}>Delete {name}</span>}>
      {status.purgeAt === null ? <AskForIt /> : <TakeItBack purgeAt={status.purgeAt} />}
    </Box>
  );
}

function TakeItBack({ purgeAt }: { purgeAt: string }) {
  const { organizationId, organization } = useOrganization();
  const command = useCommand((_: object, key: string) => cancelDeletion({ organizationId }, key), {
    organizationId,
    onDone: () => {
      toast({ text: `${organization.name} is kept.` });
    },
  });
  return (
    <div className={settings.leave}>
      <div>
        <p className={settings.name}>
          Everything of it is erased on {date(purgeAt)}, {clock(purgeAt, false)} UTC
        </p>
        <p>Until then any owner can bring it back as it is.</p>
        <InlineError error={command.error} />
      </div>
      <Button variant="default" loading={command.pending} onClick={() => void command.run({})}>
        Keep {organization.name}
      </Button>
    </div>
  );
}

function AskForIt() {
  const { organizationId, organization } = useOrganization();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [grace, setGrace] = useState<number>(graceDays.usual);
  const command = useCommand(requestDeletion, {
    organizationId,
    onDone: () => {
      toast({ text: `${organization.name} will be deleted.` });
    },
  });
  const isNamed = typed.trim() === organization.name;
  const ask = () => void command.run({ organizationId, name: typed, graceDays: grace, ...reasonIn(reason) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isNamed) ask();
  };
  const mustSignIn = command.error?.code === 'REAUTH_REQUIRED';
  return (
    <form className={classes.form} onSubmit={submit} noValidate>
      <Consequences grace={grace} setGrace={setGrace} />
      <div className={classes.fields}>
        <TextInput
          label={
            <>
              Type <code>{organization.name}</code>
            </>
          }
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
          }}
        />
        <ReasonField reason={reason} onChange={setReason} />
      </div>
      {!mustSignIn && <InlineError error={command.error} />}
      {mustSignIn ? (
        <SignInAgain act={`Sign in and delete ${organization.name}`} onSignedIn={ask} />
      ) : (
        <div className={classes.end}>
          <Button type="submit" color="vermilion" disabled={!isNamed} loading={command.pending}>
            Delete {organization.name}
          </Button>
        </div>
      )}
    </form>
  );
}

function Consequences({ grace, setGrace }: { grace: number; setGrace: (days: number) => void }) {
  const until = inDays(grace);
  return (
    <ul className={classes.lines}>
      <li>
        <IconPlayerPause size={17} stroke={1.7} aria-hidden />
        <span>
          <b>Now:</b> no run starts and nothing can be changed any more. Its people go on reading.
        </span>
      </li>
      <li>
        <IconClock size={17} stroke={1.7} aria-hidden />
        <span className={classes.grace}>
          <span>
            <b>For {grace} days</b>, until {date(until)}: any owner can bring it back as it is.
          </span>
          <Select
            aria-label="Days until it is erased"
            className={classes.days}
            allowDeselect={false}
            data={days.map((count) => ({ value: String(count), label: `${count} days` }))}
            value={String(grace)}
            onChange={(value) => {
              setGrace(Number(value));
            }}
          />
        </span>
      </li>
      <li>
        <IconTrash size={17} stroke={1.7} aria-hidden />
        <span>
          <b>Then:</b> everything in it and the personal data of its people are erased, step by step; each step is
          written down. Nobody can bring it back.
        </span>
      </li>
    </ul>
  );
}
