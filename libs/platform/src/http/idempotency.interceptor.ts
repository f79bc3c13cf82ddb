import { refused, type Route } from '@annals/contracts';
import type { Answering, Decided } from '@annals/eventstore';
import { Vault, type Begun } from '@annals/vault';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { setTimeout as pause } from 'node:timers/promises';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { idempotencyKey } from './command-context';
import { bodyHash, isCommand } from './earlier-answer';
import { routeOn } from './on';
import { problemDocument } from './problem-document';
import { factsOf, rememberFacts } from './request-facts';
import { takesSessionAway } from './session-cookie';

/** Refusals that say nothing about the command itself: the same request may succeed next time. */
const passing = new Set(['UNAUTHENTICATED', 'RATE_LIMITED', 'INVITATION_RATE_LIMITED']);

/**
 * Longer than a command that lives takes: appends give up after 5 s; and longer than anybody is the only one to decide
 * (`isSole`). A twin without an answer by then is taken for dead.
 */
const TWIN_PATIENCE_MS = 6_000;
const TWIN_LOOK_MS = 50;

/**
 * The same `Idempotency-Key` gets the same answer for 48 h, refusals included, and another body gets 422 (history.md
 * §3). It is a convenience on top of command identity: what makes a command happen once is the stream's own memory. A
 * request waits for the answer of a twin that is still running, so that the first one decides alone and need not look
 * whether what is stored is its own. One whose answer shows a secret runs too: secrets are minted, never stored
 * (history.md §4), and the same command mints the same one again.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly vault: Vault,
    private readonly reflector: Reflector,
  ) {}

  intercept(execution: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (!isRepeatable(request)) return next.handle();
    const exchange = { request, reply: http.getResponse<FastifyReply>(), route: routeOn(this.reflector, execution) };
    return from(this.once(exchange, () => lastValueFrom(next.handle(), { defaultValue: undefined })));
  }

  /** The answer of a request: what it was answered before, else what carrying it out comes to. */
  private async once({ request, reply, route }: Exchange, carryOut: () => Promise<unknown>): Promise<unknown> {
    const facts = factsOf(request);
    if (facts.answered) return repeat(reply, facts.answered);
    const { showsSecret: secret = false } = route;
    const asked = { commandId: facts.context.commandId, bodyHash: bodyHash(request, this.vault) };
    const known = await this.begin(asked, secret ? 0 : TWIN_PATIENCE_MS);
    if (known.outcome === 'reused') throw refused('IDEMPOTENCY_KEY_REUSED');
    if (known.outcome === 'answered') return repeat(reply, known);
    const outcomes = new Outcomes(known.outcome === 'new' ? known.isSole : () => false);
    if (!secret) rememberFacts(request, { ...facts, context: { ...facts.context, answering: outcomes } });
    return this.answer({ asked, request, reply, secret, outcomes }, carryOut);
  }

  private async begin({ commandId, bodyHash }: Handling['asked'], patienceMs: number): Promise<Begun> {
    for (const until = performance.now() + patienceMs; ;) {
      const begun = await this.vault.idempotency.begin(commandId, bodyHash);
      if (begun.outcome !== 'running' || performance.now() >= until) return begun;
      await pause(TWIN_LOOK_MS);
    }
  }

  private async answer(handling: Handling, carryOut: () => Promise<unknown>): Promise<unknown> {
    const { asked, reply, secret, outcomes } = handling;
    try {
      const body = await carryOut();
      const headers = cookieToKeep(reply);
      if (secret || !headers) return body;
      const answer = { status: reply.statusCode, headers, body: JSON.stringify(body ?? null) };
      if (outcomes.areRemembered) this.vault.idempotency.finishSoon(asked, answer);
      else await this.vault.idempotency.finish(asked, answer);
      return body;
    } catch (error) {
      await this.remember(handling, error);
      throw error;
    }
  }

  private async remember({ asked, request }: Handling, error: unknown): Promise<void> {
    const { problem, headers } = problemDocument(error, request);
    if (problem.status >= 500 || passing.has(problem.code)) await this.vault.idempotency.abandon(asked.commandId);
    else await this.vault.idempotency.finish(asked, { status: problem.status, headers, body: JSON.stringify(problem) });
  }
}

function isRepeatable(request: FastifyRequest): boolean {
  return isCommand(request) && idempotencyKey(request) !== undefined;
}

/**
 * The header that takes a session away, if the answer has one; undefined when it gives one: a session's cookie is a
 * secret, in whatever answer it is.
 */
function cookieToKeep(reply: FastifyReply): Record<string, string> | undefined {
  const cookie = reply.getHeader('set-cookie');
  if (cookie === undefined) return {};
  return typeof cookie === 'string' && takesSessionAway(cookie) ? { 'set-cookie': cookie } : undefined;
}

/** What the decisions of a command came to. */
class Outcomes implements Answering {
  private readonly heard = new Set<Decided<never>['outcome']>();

  constructor(readonly isSole: () => boolean) {}

  readonly decided = (outcome: Decided<never>['outcome']): void => {
    this.heard.add(outcome);
  };

  /** Whether streams know all that the command came to. What appended nothing is known by its answer alone. */
  get areRemembered(): boolean {
    return this.heard.size > 0 && !this.heard.has('unchanged');
  }
}

/** A request on its way through a route. */
interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly route: Route;
}

interface Handling extends Pick<Exchange, 'request' | 'reply'> {
  readonly asked: { readonly commandId: string; readonly bodyHash: string };
  /** The answer shows a secret once. */
  readonly secret: boolean;
  readonly outcomes: Outcomes;
}

function repeat(
  reply: FastifyReply,
  answer: { status: number; headers: Readonly<Record<string, string>>; body: string },
): unknown {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  void reply.header('idempotent-replay', 'true');
  return JSON.parse(answer.body) ?? undefined;
}
