import { handlersOf, NOTICES, type Notice } from '@annals/platform';
import type { ModuleMetadata } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { contexts } from './contexts';
import { ports } from './ports';

type Part = Required<Pick<ModuleMetadata, 'imports' | 'controllers' | 'providers'>>;

/** What carries commands out, wherever they come from: the worker needs no more. */
const commands: Part = {
  imports: [CqrsModule.forRoot()],
  controllers: [],
  providers: [...contexts.flatMap((each) => [...each.services, ...handlersOf(each.commands)]), ...ports],
};

/**
 * All contexts as the parts of one Nest module, which the process adds its own to: `http` with their routes and queries,
 * `commands` without. One module, so that nothing has to be global; that contexts keep apart is the import rules' to see.
 */
export const application: Readonly<Record<'http' | 'commands', Part>> = {
  commands,
  http: {
    ...commands,
    controllers: contexts.flatMap((each) => [...each.controllers]),
    providers: [
      ...commands.providers,
      ...contexts.flatMap((each) => [...handlersOf(each.queries), ...each.notices]),
      {
        provide: NOTICES,
        useFactory: (...all: Notice[]) => all,
        inject: contexts.flatMap((each) => [...each.notices]),
      },
    ],
  },
};
