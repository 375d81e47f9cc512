// Pictures of every screen, kept by the test run for people to look at: build/dev/artefacts/screenshots (or where
// REPRISE_ARTEFACTS says). One file per screen, size and colour scheme.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { sizes } from './browser.mjs';
import { root } from './server.mjs';

const folder = join(process.env.REPRISE_ARTEFACTS ?? join(root, 'build'), 'screenshots');

// Leaves the page as it was: size and scheme are put back.
export async function picture(
  person,
  name,
  { views = ['desktop', 'phone'], schemes = ['light', 'dark'] } = {},
) {
  mkdirSync(folder, { recursive: true });
  const { page } = person;
  const size = page.viewportSize();
  const taken = [];
  for (const view of views) {
    await page.setViewportSize(sizes[view]);
    for (const scheme of schemes) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await page.evaluate(() => scrollTo(0, 0));
      const path = join(folder, `${name}-${view}-${scheme}.png`);
      await page.screenshot({ path, fullPage: true, animations: 'disabled', caret: 'hide' });
      taken.push(path);
    }
  }
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme: person.scheme, reducedMotion: 'reduce' });
  return taken;
}
