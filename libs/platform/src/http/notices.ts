import type { Route } from '@annals/contracts';
import { type CallHandler, type ExecutionContext, Inject, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Observable } from 'rxjs';
import { routeOn } from './on';
import { factsOf, type RequestFacts } from './request-facts';

/** Hears of every request that was let in, in every route of every context, before it is carried out. */
export interface Notice {
  notice(caller: RequestFacts, route: Route): Promise<void>;
}

/** Injection token of all there are. */
export const NOTICES = Symbol('notices');

@Injectable()
export class NoticeInterceptor implements NestInterceptor {
  constructor(
    @Inject(NOTICES) private readonly notices: readonly Notice[],
    private readonly reflector: Reflector,
  ) {}

  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const caller = factsOf(execution.switchToHttp().getRequest<FastifyRequest>());
    const route = routeOn(this.reflector, execution);
    for (const each of this.notices) await each.notice(caller, route);
    return next.handle();
  }
}
