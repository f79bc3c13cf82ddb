import { scaled, turn } from '@annals/testing';
import { findings, picture, sideways } from './look';
import type { Visitor } from './visitor';

/** A page of an organization: below its address, its headline, and what shows that everything is there. */
export interface StatePage {
  readonly path: string;
  /** What is called by a name that has to come first says something else until then. */
  readonly headline: string | RegExp;
  readonly shows: string | RegExp;
  /** Its path is its whole address, with `{at}` for the organization. */
  readonly isOutside?: true;
  /** It needs nothing beyond what the frame has read: there is nothing to wait for, and nothing to fail. */
  readonly needsNothing?: true;
  /** What is done about one of its rows by keyboard. */
  readonly keys?: RowAct;
}

/** A row, and how a dialog about it is come to. */
export interface RowAct {
  /** What has the focus when the row is come to. */
  readonly row: RegExp;
  /** The button of it that opens a menu; without one it is the panel of the row that the act is in. */
  readonly menu?: string;
  readonly act: string;
  /** What the dialog is called. */
  readonly dialog: RegExp;
}

/** Whatever a page reads of the organization; not what its frame does, without which there is no page. */
const READS =
  /\/api\/v1\/organizations\/[0-9a-f-]{36}\/(?!(?:me|me\/permissions|live|ownership-offer|checklist)(?:\?|$))/;
let looks: number | undefined;
/** By night both; on every commit one of them, they by turns. */
function widths(): readonly number[] {
  looks = (looks ?? turn()) + 1;
  return scaled([looks % 2 === 0 ? 1440 : 360], [1440, 360]);
}

/** The page as it stands: what axe finds, and what goes beyond the side. */
async function looked(visitor: Visitor, name: string): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const width of widths()) {
    await visitor.widen(width);
    await visitor.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await picture(visitor.page, `${name}-${width}`);
    const found = [...(await sideways(visitor.page)), ...(await findings(visitor.page))];
    wrong.push(...found.map((line) => `${width}: ${line}`));
  }
  await picture(visitor.page, `${name}-last`);
  return wrong;
}

/** While nothing has come yet: where one is, and nothing that is wrong; and then it comes. */
export async function whileLoading(visitor: Visitor, name: string, { path, headline, shows }: StatePage) {
  const held: (() => void)[] = [];
  await visitor.page.route(READS, (route) => new Promise<void>((free) => held.push(free)).then(() => route.continue()));
  let wrong: readonly string[] = [];
  try {
    await visitor.go(path);
    await visitor.reads(headline);
    wrong = await looked(visitor, name);
  } finally {
    for (const free of held.splice(0)) free();
    await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
  }
  await visitor.sees(shows);
  return wrong;
}

const problem = { type: 'about:blank', title: 'Error', status: 500, code: 'INTERNAL', detail: 'It broke.' };
const broken = { status: 500, contentType: 'application/problem+json', body: JSON.stringify(problem) };

/** When nothing comes: what did not load, and a button that has it come once it can. */
export async function whenItFails(visitor: Visitor, name: string, { path, headline, shows }: StatePage) {
  await visitor.page.route(READS, (route) => route.fulfill(broken));
  await visitor.go(path);
  await visitor.reads(headline);
  const again = visitor.button('Try now');
  await again.first().waitFor();
  const wrong = await looked(visitor, name);
  await visitor.page.unrouteAll({ behavior: 'ignoreErrors' });
  // All that are there at this moment: each part of a page has one, and what reads again by itself has none meanwhile.
  await again.evaluateAll((buttons) => {
    for (const button of buttons) if (button instanceof HTMLElement) button.click();
  });
  await visitor.sees(shows);
  return wrong;
}

/** As somebody sees it, whatever is there. */
export async function asItIs(visitor: Visitor, name: string, { path, headline, shows }: StatePage) {
  await visitor.go(path);
  await visitor.reads(headline);
  await visitor.sees(shows);
  return looked(visitor, name);
}
