import type { Config } from '@annals/config';
import { presets, routes, type AnswerOf } from '@annals/contracts';
import { CONFIG, On } from '@annals/platform';
import { Controller, Inject } from '@nestjs/common';

/** What everybody may know of the installation: where its operator helps (D27), and how people sign up (X13). */
@Controller()
export class LinksController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @On(routes.installation.getLinks)
  links(): AnswerOf<typeof routes.installation.getLinks> {
    const { support, status, security } = this.config.links;
    return { support: support ?? null, status: status ?? null, security: security ?? null };
  }

  @On(routes.installation.getSignUpTerms)
  signUpTerms(): AnswerOf<typeof routes.installation.getSignUpTerms> {
    const { emailVerification, signUp } = presets[this.config.policy].installation;
    return { emailVerification, wizard: signUp === 'wizard' };
  }
}
