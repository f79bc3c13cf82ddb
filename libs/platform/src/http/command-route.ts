import { statusOf, type Route } from '@annals/contracts';
import { Injectable, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, RouteHandlerMethod } from 'fastify';
import { AccessGuard } from './access.guard';
import { arrived } from './arrived';
import { IdempotencyInterceptor, type Exchange } from './idempotency.interceptor';
import { NoticeInterceptor } from './notices';
import { routerPath } from './on';
import { ProblemFilter } from './problem.filter';
import { servedRoute, type Served } from './serve';

/**
 * Commands on the shortest way from Fastify to their controller. Nest puts a context around each guard and interceptor,
 * and a chain of observables around the handler; without these the same rules take half as long (ADR 19). Every rule
 * stays where it is, in the guard, the interceptors and the filter, which all other routes have from Nest: here they
 * are called one after the other. Whoever adds a global one adds it here, too.
 */
@Injectable()
export class CommandRoutes {
  constructor(
    private readonly access: AccessGuard,
    private readonly idempotency: IdempotencyInterceptor,
    private readonly notices: NoticeInterceptor,
    private readonly problems: ProblemFilter,
  ) {}

  /** Takes the routes of commands that `serve` made, when Nest registers them. */
  take(app: NestFastifyApplication, controllers: readonly Type<unknown>[]): void {
    const handlers = new Map<string, RouteHandlerMethod>();
    for (const controller of controllers) {
      const route = servedRoute(controller);
      if (route === undefined || route.method === 'GET') continue;
      const served: Served<Route> = app.get(controller);
      handlers.set(`${route.method} ${routerPath(route)}`, (request, reply) =>
        this.answer({ request, reply, route }, served),
      );
    }
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', (options) => {
        options.handler = handlers.get(`${String(options.method)} ${options.url}`) ?? options.handler;
      });
  }

  /** What Nest does about any other route, in its order. */
  private async answer(exchange: Exchange, served: Served<Route>): Promise<FastifyReply> {
    const { request, reply, route } = exchange;
    try {
      await this.access.letIn(request, route);
      void reply.status(statusOf(route));
      const answer = await this.idempotency.once(exchange, async () => {
        await this.notices.tell(request, route);
        const outcome = await served.serve(arrived(request, route));
        return route.answer?.parse(outcome);
      });
      void reply.send(answer);
    } catch (error) {
      this.problems.answer(error, request, reply);
    }
    return reply;
  }
}
