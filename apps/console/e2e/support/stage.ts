import { launchBrowser, startAnnals, type TestAnnals } from '@annals/testing';
import type { Browser } from 'playwright-core';
import { someHistory } from './history';
import { byKeyboard } from './keyboard-states';
import { bringAxe } from './look';
import { PASSWORD, signUp, someAddress } from './sign-up';
import { asItIs, whenItFails, whileLoading, type StatePage } from './states';
import { Visitor } from './visitor';

export type StatePages = Readonly<Record<string, StatePage>>;
/** What a page can be: not there yet, failing, empty, closed to who reads, long, and gone through by keyboard. */
export type State = 'loading' | 'error' | 'empty' | 'forbidden' | 'long' | 'keyboard';
export type PagesByState = Readonly<Record<State, StatePages>>;

/** Every case, for `it.each`: what it is called, the state, the page. */
export const casesOf = (states: PagesByState): (readonly [string, State, StatePage])[] =>
  (Object.entries(states) as [State, StatePages][]).flatMap(([state, pages]) =>
    Object.entries(pages).map(([name, page]) => [`${name} ${state}`, state, page] as const),
  );

/** Ada's organization in which much was done, a fresh one of hers, and Eva, whom hers has as an external. */
export class Stage {
  private constructor(
    readonly annals: TestAnnals,
    readonly browser: Browser,
    readonly ada: Visitor,
    readonly eva: Visitor,
    /** The organization in which much was done. */
    readonly made: string,
    private readonly fresh: string,
    private readonly things: Readonly<Record<string, string>>,
  ) {}

  static async set(): Promise<Stage> {
    const [annals, browser] = await Promise.all([startAnnals(), launchBrowser()]);
    const [ada, eva] = [await Visitor.at(browser, annals.url), await Visitor.at(browser, annals.url)];
    await Promise.all([ada, eva].map(({ context }) => bringAxe(context)));
    const made = await signUp(ada, annals, { email: someAddress('ada'), alias: 'Ada' });
    const things = await someHistory(ada, made);
    const another = { name: 'Halden Rail', alias: 'Ada', country: 'NO', timeZone: 'Europe/Oslo' };
    const fresh = String((await ada.sends('/organizations', another))['organizationId']);
    const { workspaceId } = await ada.sends(`/organizations/${fresh}/workspaces`, { name: 'Quiet' });
    const email = someAddress('eva');
    await ada.sends(`/organizations/${made}/invitations`, { email, roles: ['external'] });
    const token = /#(\S+)/.exec((await annals.mail(email))[0]?.text ?? '')?.[1] ?? '';
    await eva.sends('/invitations/accept', { token, password: PASSWORD, alias: 'Eva' });
    return new Stage(annals, browser, ada, eva, made, fresh, { ...things, quietId: String(workspaceId) });
  }

  /** What is wrong with a page in a state. @param of the organization that is long */
  async look(name: string, [state, page]: readonly [State, StatePage], of = this.made): Promise<readonly string[]> {
    // What shows that everything is there may be elsewhere on a small screen, which the case before left.
    await Promise.all([this.ada, this.eva].map((each) => each.widen(1440)));
    // Another part of the same address would be no new page.
    if (page.isOutside === true) await this.ada.page.goto('about:blank');
    const { ada, eva, made } = this;
    const looks: Record<State, () => Promise<readonly string[]>> = {
      loading: () => whileLoading(ada, name, this.at(page, made)),
      error: () => whenItFails(ada, name, this.at(page, made)),
      empty: () => asItIs(ada, name, this.at(page, this.fresh)),
      forbidden: () => asItIs(eva, name, this.at(page, made)),
      keyboard: () => byKeyboard(ada, name, this.at(page, made)),
      long: () => asItIs(ada, name, this.at(page, of)),
    };
    const wrong = await looks[state]();
    return [...wrong, ...ada.troubles.splice(0), ...eva.troubles.splice(0)];
  }

  async clear(): Promise<void> {
    await this.browser.close();
    await this.annals.stop();
  }

  /** The workspace of the organization in which much was done. */
  get workspace(): string {
    return this.things['workspaceId'] ?? '';
  }

  /** `{bot}` in a path is the id of the bot that there is, `{role}` of the role, and so on. */
  private at(page: StatePage, of: string): StatePage {
    const path = page.path.replaceAll(
      /\{(\w+)\}/g,
      (_, thing: string) => this.things[`${thing}Id`] ?? this.things[thing] ?? `{${thing}}`,
    );
    return { ...page, path: page.isOutside === true ? path.replace('{at}', of) : `/organizations/${of}${path}` };
  }
}
