import { statusOf, type Route } from '@annals/contracts';
import {
  applyDecorators,
  type ExecutionContext,
  Header,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SerializeOptions,
  SetMetadata,
  Sse,
} from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

const ROUTE = Symbol('route');

/**
 * The method of a controller answers this route: its address, its status, and the contract by which the answer is
 * written. The guard reads who may ask and what is taken from the same value. A route that carries one command or query
 * needs no controller of its own: `serve`.
 */
export function On(route: Route): MethodDecorator {
  const path = routerPath(route);
  const isStream = route.produces === 'text/event-stream';
  return applyDecorators(
    SetMetadata(ROUTE, route),
    isStream ? Sse(path) : RequestMapping({ path, method: RequestMethod[route.method] }),
    HttpCode(statusOf(route)),
    ...(route.produces?.startsWith('text/') && !isStream
      ? [Header('content-type', `${route.produces}; charset=utf-8`)]
      : []),
    ...(route.answer === undefined ? [] : [SerializeOptions({ schema: route.answer })]),
  );
}

/** The path of a route as routers write it: with `:organizationId` for a parameter. */
function routerPath({ path }: Pick<Route, 'path'>): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

/** The route that a handler answers. @throws Error where it has none: nobody knows who may ask */
export function routeOn(reflector: Reflector, execution: Pick<ExecutionContext, 'getHandler'>): Route {
  const handler = execution.getHandler();
  const route = reflector.get<Route | undefined>(ROUTE, handler);
  if (!route) throw new Error(`${handler.name} is on no route (@On)`);
  return route;
}
