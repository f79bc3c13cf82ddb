import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import { InlineError } from '../../components/failure';
import { count, entryNumber } from '../../format/words';
import { checkOne, type Checked } from '../../verify/check-one';
import { canCheckSignatures } from '../../verify/ed25519';
import { whyNot } from '../../verify/words';
import classes from './proofs.module.css';

/** A proof is a few lines; what is longer is none. */
const LONGEST = 64 * 1024;

/** Checks a proof of an entry, or a checkpoint that somebody kept. */
export function CheckFile() {
  const { organizationId } = useOrganization();
  const [text, setText] = useState('');
  const check = useMutation({ mutationFn: (what: string) => checkOne(organizationId, what) });
  return (
    <Box title="Check a proof">
      <form
        className={classes.boxed}
        onSubmit={(event) => {
          event.preventDefault();
          check.mutate(text.slice(0, LONGEST));
        }}
      >
        <Textarea
          label="A proof of an entry, or a checkpoint that you kept"
          placeholder="c2sp.org/tlog-proof@v1 …"
          minRows={4}
          maxRows={8}
          autosize
          value={text}
          disabled={!canCheckSignatures()}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            check.reset();
          }}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={check.isPending}>
          Check
        </Button>
        {!canCheckSignatures() && <p className={classes.help}>Browsers check signatures on https only.</p>}
        {check.data !== undefined && <Answer checked={check.data} />}
        <InlineError error={check.error} />
      </form>
    </Box>
  );
}

function Answer({ checked }: { checked: Checked }) {
  if (!checked.ok)
    return (
      <p role="alert" className={classes.wrong}>
        <b>Not proved:</b> {whyNot(checked.because)}.
      </p>
    );
  return (
    <p role="status" className={classes.right}>
      <b>Proved:</b>{' '}
      {checked.what === 'entry'
        ? `entry ${entryNumber(checked.sequence)} is as it was signed, one of ${count(checked.size)}.`
        : `the ${count(checked.size)} entries of this checkpoint are the beginning of the ${count(checked.now)} that are signed now.`}
    </p>
  );
}
