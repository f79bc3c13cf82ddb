import { launchBrowser } from '@annals/testing';

describe('the browser of the tests', () => {
  it('comes from npm and shows a page, two at the same time', async () => {
    const titles = await Promise.all(
      [1, 2].map(async (number) => {
        const browser = await launchBrowser();
        const page = await browser.newPage();
        await page.setContent(`<title>Größe ${number}</title><p>äöü</p>`);
        const title = await page.title();
        await browser.close();
        return title;
      }),
    );
    expect(titles).toEqual(['Größe 1', 'Größe 2']);
  }, 60_000);
});
