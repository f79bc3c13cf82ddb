import { Input, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { type Availability, slugQuery } from '../api/slugs';
import { fieldSentence } from './field-sentences';
import classes from './slug-field.module.css';

interface Props {
  value: string;
  onChange: (value: string) => void;
  /** What the form says of it, also after it was refused. */
  error: string | undefined;
  /** Seen where it is not said beside it. */
  label?: string;
  /** What leads to this organization already: nobody is asked about that. */
  own?: readonly string[];
}

const sentences: Readonly<Record<Exclude<Availability, 'free'>, (slug: string) => string>> = {
  taken: (slug) => `${slug} is taken.`,
  reserved: (slug) => `${slug} is a word that this installation needs itself.`,
  invalid: () => fieldSentence('slug'),
};

/** What an organization is called in addresses: whether it could be is said as it is typed. */
export function SlugField({ value, onChange, error, label, own = [] }: Props) {
  const id = useId();
  const found = useAvailability(value, own);
  const wrong = error ?? (found === undefined || found === 'free' ? undefined : sentences[found](value));
  return (
    <div className={classes.slug}>
      {label !== undefined && (
        <Input.Label htmlFor={id} className={classes.label ?? ''}>
          {label}
        </Input.Label>
      )}
      <span className={classes.before} aria-hidden>
        <span className={classes.host}>{window.location.host}/o</span>/
      </span>
      <TextInput
        id={id}
        {...(label === undefined ? { 'aria-label': 'Address of the organization' } : {})}
        className={classes.input}
        value={value}
        error={wrong}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => {
          onChange(event.currentTarget.value.toLowerCase());
        }}
      />
      <span role="status" className={classes.free}>
        {found === 'free' && error === undefined && (
          <>
            <IconCircleCheckFilled size={16} aria-hidden />
            {value} is free
          </>
        )}
      </span>
    </div>
  );
}

/** Undefined while it is not known: the command decides in any case. */
function useAvailability(value: string, own: readonly string[]): Availability | undefined {
  const [asked] = useDebouncedValue(value.trim(), 300);
  const isAsked = asked !== '' && !own.includes(asked);
  const { data } = useQuery({ ...slugQuery(asked), enabled: isAsked });
  return isAsked && asked === value.trim() ? data : undefined;
}
