import type { EventStore } from '@annals/eventstore';
import type { Config } from '@annals/config';
import type { Vault } from '@annals/vault';
import type { JobHandler } from '@annals/views';
import type { Abstract, Type } from '@nestjs/common';
import type { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import type { MailTransport } from './mail/mail-transport';
import type { SmsTransport } from './sms/sms-transport';

/** What jobs and timers act with. */
export interface Tools {
  readonly eventStore: EventStore;
  readonly vault: Vault;
  readonly mail: MailTransport;
  readonly sms: SmsTransport;
  readonly config: Pick<Config, 'publicUrl' | 'billingYears'>;
  readonly commands: Pick<CommandBus, 'execute'>;
  /** A port, as it is bound, or a service of one's own context. */
  readonly ask: <T>(service: Type<T> | Abstract<T>) => T;
}

/** What is done about the jobs of one queue. */
export interface JobDefinition {
  readonly queue: string;
  /** After a restore jobs that act outside wait for an operator. */
  readonly actsOutside: boolean;
  readonly handler: (tools: Tools) => JobHandler;
}

interface Work<Payload> {
  readonly queue: string;
  /** What the reaction gave the job. */
  readonly payload: z.ZodType<Payload>;
  /** Whether it acts outside of the log and the vault, e.g. by mail; false without it. */
  readonly actsOutside?: boolean;
  /** Acts idempotently, and rejects to be tried again. */
  readonly does: (tools: Tools) => (payload: Payload) => Promise<unknown>;
}

/** Defines what is done about the jobs that a reaction gives out (architecture §7). */
export function job<Payload>({ queue, payload, actsOutside = false, does }: Work<Payload>): JobDefinition {
  return {
    queue,
    actsOutside,
    handler: (tools) => {
      const work = does(tools);
      return async (given) => {
        await work(payload.parse(given));
      };
    },
  };
}

type JoinedWork<Payload> = Pick<Work<Payload>, 'queue' | 'payload'> & {
  /** Acts idempotently, does what it can of all, and rejects to be tried again with all of them. */
  readonly does: (tools: Tools) => (all: readonly Payload[]) => Promise<unknown>;
};

/** Defines what is done about jobs that a reaction gives out together. */
export function jobsTogether<Payload>({ queue, payload, does }: JoinedWork<Payload>): JobDefinition {
  return {
    queue,
    actsOutside: false,
    handler: (tools) => {
      const work = does(tools);
      return async (given) => {
        const { all = [given] } = given;
        await work(z.array(payload).parse(all));
      };
    },
  };
}

/** What was given out together, by organization. */
export function byOrganization<Payload extends { readonly organizationId: string }>(
  all: readonly Payload[],
): readonly { readonly organizationId: string; readonly all: readonly Payload[] }[] {
  const groups = new Map<string, Payload[]>();
  for (const each of all) groups.set(each.organizationId, [...(groups.get(each.organizationId) ?? []), each]);
  return [...groups].map(([organizationId, its]) => ({ organizationId, all: its }));
}
