import { findings, picture } from './look';
import type { StatePage } from './states';
import type { Visitor } from './visitor';

/** Further than any of them is away. */
const STEPS = 40;

/**
 * Comes to a row by J, opens its menu or its panel, and a dialog from there; goes round in the dialog, leaves it by
 * Escape and is where it was opened.
 */
export async function byKeyboard(visitor: Visitor, name: string, { keys, ...page }: StatePage) {
  if (keys === undefined) throw new Error(`Nothing is said of what is done by keyboard: ${name}`);
  const { keyboard } = visitor.page;
  const focused = visitor.page.locator(':focus');
  const isAt = async (wanted: string | RegExp) => {
    const label = await focused.evaluateAll(([at]) => at?.getAttribute('aria-label') ?? at?.textContent.trim() ?? '');
    return typeof wanted === 'string' ? label === wanted : wanted.test(label);
  };
  const goTo = async (wanted: string | RegExp, key: string) => {
    for (let step = 0; step < STEPS && !(await isAt(wanted)); step += 1) await keyboard.press(key);
    if (!(await isAt(wanted))) throw new Error(`${key} does not come to ${String(wanted)}`);
  };
  await visitor.go(page.path);
  await visitor.reads(page.headline);
  await visitor.sees(page.shows);
  await goTo(keys.row, 'j');
  if (keys.menu === undefined) {
    await keyboard.press('Enter');
    await visitor.page.getByRole('complementary').waitFor();
    await goTo(keys.act, 'Tab');
  } else {
    await goTo(keys.menu, 'Tab');
    await keyboard.press('Enter');
    await visitor.page.getByRole('menu').waitFor();
    await goTo(keys.act, 'ArrowDown');
  }
  await keyboard.press('Enter');
  const dialog = visitor.page.getByRole('dialog', { name: keys.dialog });
  await dialog.locator(':focus').waitFor();
  let inside = true;
  for (let step = 0; step < STEPS; step += 1) {
    await keyboard.press('Tab');
    // By what has the focus: the button inside a field of a date is nobody's `:focus`.
    inside &&= await dialog.evaluate((box) => box.contains(document.activeElement));
  }
  await picture(visitor.page, name);
  const wrong = [...(inside ? [] : ['Tab leaves the dialog']), ...(await findings(visitor.page))];
  await keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await visitor.page.locator(':focus').waitFor();
  if (!(await isAt(keys.menu ?? keys.act))) wrong.push(`Escape does not lead back: ${await focused.innerText()}`);
  return wrong;
}
