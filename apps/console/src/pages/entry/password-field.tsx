import { PasswordInput } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import classes from './entry.module.css';

interface Props {
  label: string;
  value: string;
  error?: string | undefined;
  onChange: (event: { currentTarget: { value: string } }) => void;
  autoComplete: 'current-password' | 'new-password';
  rules?: boolean;
  autoFocus?: boolean;
}

/** A password that can be shown. With `rules`: those of a new one, ticked as it is typed. */
export function PasswordField({ rules = false, ...input }: Props) {
  const long = input.value.length >= 8;
  const Icon = long ? IconCircleCheckFilled : IconCircleDashed;
  return (
    <div>
      <PasswordInput
        {...input}
        name={input.autoComplete}
        className={classes.input}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the password', tabIndex: 0, 'aria-hidden': false }}
      />
      {rules && (
        <ul className={classes.rules}>
          <li className={classes.rule} data-met={long || undefined}>
            <Icon size={15} aria-hidden />
            At least 8 characters
          </li>
          <li className={classes.rule}>
            <IconCircleDashed size={15} aria-hidden />
            Not a common one: this is checked when you send it
          </li>
        </ul>
      )}
    </div>
  );
}
