import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** What is wrong with a page as it stands, in lines: accessibility findings, and content that goes beyond the screen at the side. */
export async function findings(page: Page): Promise<string[]> {
  // Without frames to look into, axe needs no second page to put its results together (three times as fast).
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'], runOnly: tags }).analyze();
  const axe = violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')} ${node.failureSummary ?? ''}`));
  const sideways = await page.evaluate(() => {
    const areas = [document.documentElement, ...document.querySelectorAll<HTMLElement>('main, aside, [role=dialog]')];
    return areas.filter((area) => area.scrollWidth > area.clientWidth + 1).map((area) => `scrolls sideways: ${area.tagName} ${area.className}`);
  });
  return [...axe, ...sideways];
}
