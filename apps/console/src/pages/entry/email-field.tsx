import { TextInput, type TextInputProps } from '@mantine/core';
import classes from './entry.module.css';

/**
 * An e-mail address. Not `type="email"`: browsers refuse `jörg@` there and rewrite international domains while they are
 * typed.
 */
export function EmailField(props: TextInputProps) {
  return (
    <TextInput
      label="E-mail"
      type="text"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      className={classes.input}
      {...props}
    />
  );
}
