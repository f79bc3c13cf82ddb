import { eventsByCategory } from '@annals/contracts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, type Rule } from './rule';

/** Libraries below the contexts: events of every kind go through them. */
const BELOW = ['eventstore', 'views', 'vault', 'kernel', 'protobuf', 'postgres'];
/** They drill the views of the product, all of them. */
const DRILLS = /\/(?:r1-kill-projector|r16-restore-drill)\.int\.spec\.ts$/;

/** Every event of the product as code names it: by its type and by its factory. */
const names = Object.values(eventsByCategory).flatMap((group) =>
  Object.entries<{ readonly type: string }>(group).flatMap(([factory, { type }]) => [factory, type]),
);
const NAMED = new RegExp(`\\b(?:${names.join('|')})\\b`, 'g');

/** Who comes to a library below the contexts with a new event has gone too far: nothing there knows one by its name. */
export const ownEvents: Rule = {
  name: 'own-events',
  check: (root) =>
    BELOW.flatMap((library) => filesBelow(root, `libs/${library}`))
      .filter((file) => /\.ts$/.test(file) && !DRILLS.test(file))
      .flatMap((file) =>
        [...new Set(readFileSync(join(root, file), 'utf8').match(NAMED))].map(
          (name) =>
            `${file} names ${name}: a new event touches its context and the contracts and nothing else, so specs here use lamps (@annals/testing).`,
        ),
      ),
};
