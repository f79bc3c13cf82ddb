import { useState } from 'react';
import type { z } from 'zod';
import type { ApiError } from '../api/problem';
import { fieldSentence } from './field-sentences';

type Values = Record<string, string>;

/** The fields of a form: text as typed, checked against the contract before it is sent. */
export interface Form<V extends Values, Output> {
  values: V;
  set: (name: keyof V & string, value: string) => void;
  /** What to spread on an input. */
  field: (name: keyof V & string) => {
    value: string;
    error: string | undefined;
    onChange: (event: { currentTarget: { value: string } }) => void;
  };
  /** The parsed values, or undefined: then each wrong field has its sentence. */
  check: () => Output | undefined;
  /** What to do when the form is sent, and every field is right. */
  submit: (act: (values: Output) => void) => (event: { preventDefault: () => void }) => void;
  clear: () => void;
}

/**
 * @param schema the contract of the command
 * @param initial first text of each field
 * @param refused the last answer of the server, whose refused fields are marked too
 */
export function useForm<V extends Values, Schema extends z.ZodType>(
  schema: Schema,
  initial: V,
  refused: ApiError | null,
): Form<V, z.output<Schema>> {
  const [values, setValues] = useState(initial);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const set = (name: keyof V & string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setWrong((before) => before.filter((each) => each !== name));
  };
  const check = () => {
    const parsed = schema.safeParse(values);
    setWrong(parsed.success ? [] : parsed.error.issues.map((issue) => String(issue.path[0] ?? '')));
    return parsed.success ? parsed.data : undefined;
  };
  const field = (name: keyof V & string) => ({
    value: values[name] ?? '',
    error: wrong.includes(name)
      ? fieldSentence(name)
      : refused?.fields.includes(name) === true
        ? refusedSentence(name, refused)
        : undefined,
    onChange: (event: { currentTarget: { value: string } }) => {
      set(name, event.currentTarget.value);
    },
  });
  return {
    values,
    set,
    field,
    check,
    submit: (act) => (event) => {
      event.preventDefault();
      const right = check();
      if (right !== undefined) act(right);
    },
    clear: () => {
      setValues(initial);
      setWrong([]);
    },
  };
}

/**
 * A field that has the right form can be refused for another reason (a name that is taken): then the refusal says it.
 */
const refusedSentence = (name: string, { code, message }: ApiError): string =>
  code === 'VALIDATION_FAILED' ? fieldSentence(name) : message;
