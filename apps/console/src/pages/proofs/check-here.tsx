import { Button, Progress } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed, IconCircleXFilled } from '@tabler/icons-react';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { date } from '../../format/time';
import { count } from '../../format/words';
import { canCheckSignatures } from '../../verify/ed25519';
import { startVerification, stopVerification, useVerification, type Verification } from '../../verify/verification';
import { whyNot, wrongWords } from '../../verify/words';
import classes from './proofs.module.css';

/** The verifier: it reads the entries as they are stored, and believes nothing but the key and what it kept itself. */
export function CheckHere({ entries }: { entries: number }) {
  const { organizationId } = useOrganization();
  const seen = useVerification(organizationId);
  const isRunning = seen?.state === 'running';
  return (
    <Box
      title="Check it in this browser"
      action={
        <Button
          variant="default"
          size="xs"
          onClick={() => {
            if (isRunning) stopVerification(organizationId);
            else void startVerification(organizationId);
          }}
        >
          {isRunning ? 'Stop' : seen === undefined ? 'Check now' : 'Check again'}
        </Button>
      }
    >
      <div className={classes.boxed}>
        {seen !== undefined && <Going seen={seen} entries={entries} />}
        <p className={classes.help}>
          Your browser does the arithmetic. It trusts nothing the server says, only the key and what it kept itself.
          {!canCheckSignatures() && ' Signatures are checked on https only: here they are not.'}
        </p>
      </div>
    </Box>
  );
}

function Going({ seen, entries }: { seen: Verification; entries: number }) {
  const { verdict, latest, kept, refused } = seen;
  const isSigned = verdict?.ok === true && latest !== undefined;
  const state = (done: boolean, wrong = false) => (wrong ? 'wrong' : done ? 'done' : 'open');
  return (
    <>
      <Headline seen={seen} />
      {seen.state === 'running' && (
        <Progress value={(100 * seen.entries) / Math.max(entries, 1)} aria-label="Entries that were hashed" />
      )}
      <ul className={classes.steps}>
        <Step
          state={state(refused?.what !== 'latest' && latest !== undefined, refused !== undefined)}
          beside={canCheckSignatures() ? '' : 'not on http'}
        >
          Check the signature with the key you trust
        </Step>
        <Step state={state(verdict !== undefined)} beside={`${(seen.bytes / 1_000_000).toFixed(1)} MB`}>
          Read {count(seen.entries)} entries as stored, hash each and rebuild the tree
        </Step>
        <Step state={state(isSigned, verdict?.ok === false)}>
          Compare with the root of{' '}
          {latest === undefined ? 'the newest checkpoint' : `checkpoint ${count(latest.number)}`}
        </Step>
        {kept !== undefined && (
          <Step state={state(verdict?.ok === true, verdict?.ok === false)} beside={`${count(kept.size)} entries`}>
            Compare with the checkpoint this browser kept on {date(kept.at)}
          </Step>
        )}
      </ul>
    </>
  );
}

function Headline({ seen: { state, verdict, refused, entries, seconds } }: { seen: Verification }) {
  if (refused)
    return (
      <p role="alert" className={classes.wrong}>
        <b>This proves nothing:</b> {whyNot(refused.because)}.
      </p>
    );
  if (verdict?.ok === false)
    return (
      <p role="alert" className={classes.wrong}>
        <b>The history is broken.</b> {wrongWords(verdict)}
      </p>
    );
  if (verdict)
    return (
      <p role="status" className={classes.right}>
        <b>Unbroken:</b> {count(verdict.entries)} entries, checked in {seconds.toFixed(1)} s.
      </p>
    );
  const words = { running: 'Hashing entries', stopped: 'Stopped', failed: 'The entries could not be read', done: '' };
  return (
    <p role="status">
      <b>{words[state]}:</b> {count(entries)}
    </p>
  );
}

const marks = { done: IconCircleCheckFilled, wrong: IconCircleXFilled, open: IconCircleDashed };

function Step({
  state,
  beside = '',
  children,
}: {
  state: keyof typeof marks;
  beside?: string;
  children: React.ReactNode;
}) {
  const Mark = marks[state];
  return (
    <li data-state={state}>
      <Mark size={16} aria-label={state === 'done' ? 'done' : state === 'wrong' ? 'wrong' : 'not yet'} />
      <span>{children}</span>
      {beside !== '' && <span>{beside}</span>}
    </li>
  );
}
