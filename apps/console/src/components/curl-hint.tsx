import type { Call } from '@annals/contracts';
import { CopyButton, UnstyledButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './curl-hint.module.css';

/** The call that does it from a program, ready to copy. */
export function CurlHint({ call: { path, body } }: { call: Call }) {
  const command = [
    `curl ${window.location.origin}${path} \\`,
    '  -H "Authorization: Bearer $API_KEY" \\',
    '  -H "Content-Type: application/json" \\',
    `  -d '${JSON.stringify(body)}'`,
  ].join('\n');
  return (
    <div className={classes.box}>
      <div className={classes.head}>
        <b>curl</b>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <UnstyledButton className={classes.copy} onClick={copy}>
              {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} stroke={1.7} aria-hidden />}
              {copied ? 'Copied' : 'Copy'}
            </UnstyledButton>
          )}
        </CopyButton>
      </div>
      <pre className={classes.code} tabIndex={0} aria-label="The call with curl">
        {command}
      </pre>
    </div>
  );
}
