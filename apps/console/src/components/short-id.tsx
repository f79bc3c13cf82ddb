import { CopyButton, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { shortId } from '../format/words';
import classes from './short-id.module.css';

/** An id, shortened; a click copies the whole. @param what what it is the id of, for readers: "run" */
export function ShortId({ id, what }: { id: string; what: string }) {
  return (
    <CopyButton value={id} timeout={2000}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : id}>
          <UnstyledButton
            className={classes.id}
            onClick={copy}
            aria-label={`${shortId(id)}: copy the id of this ${what}`}
          >
            {shortId(id)}
            {copied ? (
              <IconCheck size={14} stroke={1.7} aria-hidden />
            ) : (
              <IconCopy size={14} stroke={1.7} aria-hidden />
            )}
          </UnstyledButton>
        </Tooltip>
      )}
    </CopyButton>
  );
}
