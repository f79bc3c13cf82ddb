import type { Config } from '@annals/config';
import { routes, type AnswerOf } from '@annals/contracts';
import { CONFIG, On } from '@annals/platform';
import { Controller, Inject } from '@nestjs/common';

/** Where the operator of the installation helps (D27). */
@Controller()
export class LinksController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @On(routes.installation.getLinks)
  links(): AnswerOf<typeof routes.installation.getLinks> {
    const { support, status, security } = this.config.links;
    return { support: support ?? null, status: status ?? null, security: security ?? null };
  }
}
