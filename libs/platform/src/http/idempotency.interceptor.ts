import { refused } from '@annals/contracts';
import { Vault } from '@annals/vault';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { idempotencyKey } from './command-context';
import { problemOf, type Problem } from './problem';
import { factsOf } from './request-facts';

/** Refusals that say nothing about the command itself: the same request may succeed next time. */
const passing = new Set(['UNAUTHENTICATED', 'RATE_LIMITED']);

/**
 * The same `Idempotency-Key` gets the same answer for 48 h, refusals included, and another body gets 422 (history.md §3).
 * It is a convenience on top of command identity: what makes a command happen once is the stream's own memory, so that
 * a request that finds its twin still running simply runs too.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(private readonly vault: Vault) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    if (request.method === 'GET' || request.method === 'HEAD' || idempotencyKey(request) === undefined) return next.handle();
    const reply = http.getResponse<FastifyReply>();
    const { commandId } = factsOf(request).context;
    const known = await this.vault.idempotency.begin(commandId, this.bodyHash(request));
    if (known.outcome === 'reused') throw refused('IDEMPOTENCY_KEY_REUSED');
    if (known.outcome === 'answered') return from([repeat(reply, known)]);
    return from(this.answer(commandId, reply, next));
  }

  /** Keyed: bodies hold passwords, and a plain digest of one could be tried out by whoever reads the table. */
  private bodyHash(request: FastifyRequest): string {
    return this.vault.secrets.hmac('request-body', JSON.stringify(request.body ?? null));
  }

  private async answer(commandId: string, reply: FastifyReply, next: CallHandler): Promise<unknown> {
    try {
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.vault.idempotency.finish(commandId, { status: reply.statusCode, headers: cookiesOf(reply), body: JSON.stringify(body ?? null) });
      return body;
    } catch (error) {
      await this.remember(commandId, problemOf(error));
      throw error;
    }
  }

  private async remember(commandId: string, problem: Problem): Promise<void> {
    if (problem.status >= 500 || passing.has(problem.code)) await this.vault.idempotency.abandon(commandId);
    else await this.vault.idempotency.finish(commandId, { status: problem.status, headers: { 'content-type': 'application/problem+json; charset=utf-8' }, body: JSON.stringify(problem) });
  }
}

function repeat(reply: FastifyReply, answer: { status: number; headers: Readonly<Record<string, string>>; body: string }): unknown {
  void reply.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers)) void reply.header(name, value);
  void reply.header('idempotent-replay', 'true');
  return JSON.parse(answer.body) ?? undefined;
}

/** A session's cookie is part of the answer; the vault seals the whole. */
function cookiesOf(reply: FastifyReply): Record<string, string> {
  const cookie = reply.getHeader('set-cookie');
  return typeof cookie === 'string' ? { 'set-cookie': cookie } : {};
}
