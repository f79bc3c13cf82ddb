import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Intent } from './intent';
import { positions } from './positions';
import { type ApiError, asApiError } from './problem';

/** A command as a component sees it. `run` gives undefined when it was refused: `error` says why. */
export interface Command<Input, Output> {
  run: (input: Input) => Promise<Output | undefined>;
  pending: boolean;
  error: ApiError | null;
  reset: () => void;
}

interface Options<Output> {
  organizationId?: string;
  onDone?: (output: Output) => void | Promise<void>;
}

/**
 * Sends a command with one idempotency key per intent, again when its outcome is unknown, and is pending until what it
 * changed has been read.
 * @param send the call of the API, given the input and the key
 */
export function useCommand<Input, Output extends object>(
  send: (input: Input, key: string) => Promise<Output>,
  options: Options<Output> = {},
): Command<Input, Output> {
  const client = useQueryClient();
  const intent = useRef(new Intent());
  const mutation = useMutation({
    mutationFn: (input: Input) => send(input, intent.current.keyFor(JSON.stringify(input) ?? '')),
    retry: (count, error) => count < 2 && asApiError(error).outcomeUnknown,
    retryDelay: (count) => 500 * 2 ** count,
    onSuccess: async (output) => {
      intent.current.settle();
      if ('position' in output && typeof output.position === 'string')
        positions.remember(scopeOf(output) ?? options.organizationId ?? 'me', output.position);
      if (options.organizationId !== undefined)
        await client.invalidateQueries({ queryKey: ['org', options.organizationId] });
      await options.onDone?.(output);
    },
    onError: (error) => {
      if (!asApiError(error).outcomeUnknown) intent.current.settle();
    },
  });
  // mutateAsync rejects with the same error that `error` shows: whoever awaits gets undefined instead.
  const run = (input: Input) =>
    mutation.mutateAsync(input).then(
      (output) => output,
      () => undefined,
    );
  return {
    run,
    pending: mutation.isPending,
    error: mutation.error === null ? null : asApiError(mutation.error),
    reset: mutation.reset,
  };
}

const scopeOf = (output: object): string | undefined =>
  'organizationId' in output && typeof output.organizationId === 'string' ? output.organizationId : undefined;
