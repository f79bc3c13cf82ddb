import { CopyButton, UnstyledButton } from '@mantine/core';
import type { HistoryProofs } from '../../api/proofs';
import { useOrganization } from '../../app/frame/frame-context';
import { Box } from '../../components/box';
import classes from './proofs.module.css';

/** How it is checked with nothing of the server but its entries. */
export function Offline({ proofs: { verifier } }: { proofs: HistoryProofs }) {
  const { organizationId } = useOrganization();
  const command = `annals verify --organization ${organizationId} \\\n  --key '${verifier.key}' \\\n  --checkpoint checkpoint.txt`;
  return (
    <Box
      title="Check it offline"
      action={
        <CopyButton value={command}>
          {({ copied, copy }) => <UnstyledButton onClick={copy}>{copied ? 'Copied' : 'Copy'}</UnstyledButton>}
        </CopyButton>
      }
    >
      <div className={classes.boxed}>
        <pre className={classes.code} tabIndex={0} aria-label="The command that verifies the history">
          {command}
        </pre>
        <p className={classes.help}>
          Prints “unbroken”, or the first entry that is not what it was. With <code>--keep</code> it keeps the entries,
          and needs no network the next time. The key is {verifier.keyId}: write it down where nobody can change it.
        </p>
      </div>
    </Box>
  );
}
