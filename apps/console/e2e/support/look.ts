import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { scaled } from '@annals/testing';
import type { RunOptions } from 'axe-core';
import type { BrowserContext, Page, PageScreenshotOptions } from 'playwright-core';

type Scheme = 'light' | 'dark';

declare global {
  interface Window {
    axe?: typeof import('axe-core');
    loadAxe: () => void;
  }
}

const AXE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
const everyRule: RunOptions = {
  resultTypes: ['violations'],
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'],
  },
};
/** The rules of axe that look at colours. Nothing of what they need has to be loaded first. */
const rulesOfColours: RunOptions = {
  resultTypes: ['violations'],
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  preload: false,
};

/**
 * Has every page that a browser context opens from now on ready to be looked at. The script is large: so it is handed
 * over once, not with every look, and as a function, which a page neither compiles nor runs before somebody looks. (Its
 * content security policy admits no foreign script.)
 */
export async function bringAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: `window.loadAxe = () => {${AXE}};` });
}

/** Lines about what axe finds wrong. */
async function violations(page: Page, options: RunOptions): Promise<string[]> {
  return page.evaluate(async (given) => {
    if (window.axe === undefined) window.loadAxe();
    if (window.axe === undefined) throw new Error('axe did not load');
    const found = await window.axe.run(document, given);
    return found.violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
    );
  }, options);
}

/** Content that goes beyond the screen at the side, in lines. */
export function sideways(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const areas = [document.documentElement, ...document.querySelectorAll<HTMLElement>('main, aside, [role=dialog]')];
    return areas
      .filter((area) => area.scrollWidth > area.clientWidth + 1)
      .map((area) => `scrolls sideways: ${area.tagName} ${area.className}`);
  });
}

/**
 * All of a page but its colours and its decorative drawings: elements with their attributes and texts, where each of
 * them is, and whether it is seen.
 */
function structure(page: Page): Promise<string> {
  return page.evaluate(() => {
    const drawing = 'svg[aria-hidden=true]';
    const boxes = [...document.body.querySelectorAll(`:not(${drawing} *)`)].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [
        x,
        y,
        width,
        height,
        element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }),
      ].join(' ');
    });
    const copy = document.importNode(document.body, true);
    for (const each of copy.querySelectorAll(drawing)) each.remove();
    return [copy.outerHTML, ...boxes].join('\n');
  });
}

async function wear(page: Page, colorScheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor({ state: 'attached' });
  // Colours fade into each other, with reduced motion, too: what is read halfway belongs to neither scheme.
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each instanceof CSSTransition)
        .map(({ finished }) => finished),
    ).then(() => undefined),
  );
}

async function findingsIn(scheme: Scheme, page: Page, rules = everyRule): Promise<string[]> {
  await wear(page, scheme);
  return [...(await violations(page, rules)), ...(await sideways(page))];
}

/**
 * A page that differs in nothing but its colours when it is dark is then asked only about these: every other rule of axe
 * reads elements, attributes, texts and boxes, and has answered. Where anything else differs (a scheme's own element, or
 * news that came meanwhile), every rule is asked again.
 */
async function inBoth(page: Page): Promise<readonly string[]> {
  await wear(page, 'light');
  const before = await structure(page);
  const light = await findingsIn('light', page);
  await wear(page, 'dark');
  const same = (await structure(page)) === before;
  return [
    ...light,
    ...(await findingsIn('dark', page, same ? rulesOfColours : everyRule)).map((line) => `dark: ${line}`),
  ];
}

let looks = 0;
/** Every second look is at the dark one. */
const inOne = (page: Page): Promise<readonly string[]> => findingsIn(looks++ % 2 === 0 ? 'light' : 'dark', page);

/**
 * What is wrong with a page as it stands, in lines: accessibility findings, and content that goes beyond the screen at
 * the side. axe takes most of the time of a look: on every commit it reads one scheme, they by turns; by night both.
 */
export const findings = (page: Page): Promise<readonly string[]> => scaled(inOne, inBoth)(page);

/** A picture of the page, for who reads them: into the folder that `ANNALS_TEST_SHOTS` names, if it does. */
export async function picture(page: Page, name: string, options: PageScreenshotOptions = {}): Promise<void> {
  const folder = process.env['ANNALS_TEST_SHOTS'];
  if (folder !== undefined)
    await page.screenshot({ ...options, path: `${folder}/${name.replaceAll(/[^\w-]+/g, '-')}.png` });
}
