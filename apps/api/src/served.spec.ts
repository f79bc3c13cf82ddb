import { loadConfig } from '@annals/config';
import { contexts } from '@annals/contexts';
import { allRoutes, nameOf } from '@annals/contracts';
import { routeOn } from '@annals/platform';
import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { MetadataScanner, Reflector } from '@nestjs/core';
import { ownControllers } from './api.module';

const config = loadConfig({
  env: {
    ANNALS_DATABASE_URL: 'postgres://localhost/x',
    ANNALS_EVENTSTORE_URL: 'esdb://localhost:1?tls=false',
    ANNALS_SECRETS_FILE: '/x',
    ANNALS_LOG_LEVEL: 'error',
  },
});

const controllers: readonly Type[] = [...ownControllers(config), ...contexts.flatMap((each) => each.controllers)];

/** Every method of a controller that Nest would route to. */
function handlersOf(controller: Type): (() => unknown)[] {
  const prototype = controller.prototype as Record<string, () => unknown>;
  return new MetadataScanner()
    .getAllMethodNames(prototype)
    .flatMap((name) => prototype[name] ?? [])
    .filter((handler) => Reflect.hasMetadata(METHOD_METADATA, handler));
}

describe('the routes that are served', () => {
  const reflector = new Reflector();

  it('are those of the contracts, each once', () => {
    const served = controllers
      .flatMap(handlersOf)
      .map((handler) => nameOf(routeOn(reflector, { getHandler: () => handler })));
    expect(served.sort()).toEqual(allRoutes.map(nameOf).sort());
  });

  it('have no other way in: a handler without a route is found', () => {
    const bare = () => undefined;
    expect(() => routeOn(reflector, { getHandler: () => bare })).toThrow('bare is on no route (@On)');
  });
});
