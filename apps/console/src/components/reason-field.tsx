import { Textarea, type TextareaProps } from '@mantine/core';

interface Props extends Pick<TextareaProps, 'className' | 'description' | 'maxRows'> {
  reason: string;
  onChange: (reason: string) => void;
}

/** Why somebody does something, in their words: it goes to the audit log with what they do. */
export function ReasonField({ reason, onChange, description = 'Kept in the audit log', maxRows = 5, ...rest }: Props) {
  return (
    <Textarea
      label="Reason"
      description={description}
      autosize
      minRows={2}
      maxRows={maxRows}
      maxLength={500}
      value={reason}
      onChange={(event) => {
        onChange(event.currentTarget.value);
      }}
      {...rest}
    />
  );
}

/** The reason as a command takes it: not at all where nothing was typed. */
export function reasonIn(typed: string): { reason?: string } {
  const reason = typed.trim();
  return reason === '' ? {} : { reason };
}
