import type { Role } from '@annals/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Intent } from '../../api/intent';
import { invite } from '../../api/organization';
import { positions } from '../../api/positions';
import { asApiError } from '../../api/problem';
import { useOrganization } from '../../app/frame/frame-context';

interface Failure {
  address: string;
  sentence: string;
}

/** What everybody is invited as. */
export interface InvitedAs {
  roles: Role[];
  accessUntil?: string;
}

/** Sends invitations one by one, each with a key of its own; what was refused is kept with its sentence. */
export function useInvite() {
  const { organizationId } = useOrganization();
  const client = useQueryClient();
  const intents = useRef(new Map<string, Intent>());
  const [failures, setFailures] = useState<readonly Failure[]>([]);
  const [pending, setPending] = useState(false);

  const one = async (email: string, as: InvitedAs): Promise<Failure[]> => {
    const intent = intents.current.get(email) ?? new Intent();
    intents.current.set(email, intent);
    try {
      const { position } = await invite(organizationId, { email, ...as }, intent.keyFor(JSON.stringify([email, as])));
      intent.settle();
      positions.remember(organizationId, position);
      return [];
    } catch (error) {
      const problem = asApiError(error);
      if (!problem.outcomeUnknown) intent.settle();
      return [{ address: email, sentence: problem.message }];
    }
  };

  /** @returns the addresses that got no invitation */
  const send = async (emails: readonly string[], as: InvitedAs): Promise<string[]> => {
    setPending(true);
    const refused: Failure[] = [];
    for (const email of emails) refused.push(...(await one(email, as)));
    await client.invalidateQueries({ queryKey: ['org', organizationId] });
    setFailures(refused);
    setPending(false);
    return refused.map((failure) => failure.address);
  };
  return {
    send,
    failures,
    pending,
    clear: () => {
      setFailures([]);
    },
  };
}
